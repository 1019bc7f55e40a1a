import {
  MovementRecorded,
  type MovementRecordedData,
  PatientChanged,
  StayChanged,
  type StayView,
  type WardPatient,
  type WardSummary,
} from '@anamnese/contracts'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from './definition'

describe('care', () => {
  let bench: TestBench
  let url: string

  beforeAll(async () => {
    bench = await TestBench.create([
      'dpi.identity.patient.v1',
      'dpi.identity.movement.v1',
      'dpi.care.stay.v1',
      'dpi.care.dead-letter.v1',
      'dpi.audit.trail.v1',
    ])
    url = (await bench.start(definition)).url
  }, 60_000)
  afterAll(async () => bench.close(), 30_000)

  const patient = async (patientId: string, version = 1, over = {}) =>
    bench.publish(PatientChanged, patientId, { ...PatientChanged.example, patientId, version, ...over })
  const move = async (patientId: string, stayNumber: string, over: Partial<MovementRecordedData> = {}) =>
    bench.publish(MovementRecorded, patientId, {
      ...MovementRecorded.example,
      patientId,
      stayNumber,
      movementId: `M-${stayNumber}`,
      ...over,
    })
  const get = async <T>(path: string, actor = {}) => {
    const answer = await fetch(`${url}${path}`, { headers: await bench.as(actor) })
    return { status: answer.status, body: (await answer.json()) as T }
  }
  const open = (patientId: string) => ({ patientContext: { patientId, purpose: 'care' as const } })
  const stays = async (id: string) => (await get<StayView[]>(`/patients/${id}/stays`, open(id))).body
  const team = async (id: string, units: string) =>
    (await get<{ member: boolean }>(`/internal/patients/${id}/care-team?units=${units}`, { id: 'gateway' })).body

  it('a movement opens a stay, which is told, listed, and seen in the ward by bed', async () => {
    const told = await bench.collect(StayChanged)
    await patient('p1')
    await patient('p2')
    await move('p1', 'V1', { location: { unit: '6268', room: '102', bed: 'A' } })
    await move('p2', 'V2', { location: { unit: '6268', room: '101', bed: 'A' } })
    await eventually(() => {
      expect(told).toHaveLength(2)
    })
    expect((await stays('p1'))[0]).toMatchObject({
      number: 'V1',
      state: 'open',
      unit: { code: '6268', label: 'CARDIO' },
    })
    await eventually(async () => {
      const ward = (await get<WardPatient[]>('/wards/6268')).body
      expect(ward.map((one) => [one.patientId, one.room])).toEqual([
        ['p2', '101'],
        ['p1', '102'],
      ])
      expect(ward[0]).toMatchObject({ birthName: 'PAT-TROIS', identityStatus: 'QUALIFIEE' })
    })
    expect((await get<WardSummary[]>('/wards', { units: ['9999', '6268'] })).body).toEqual([
      { unit: { code: '6268', label: 'CARDIO' }, present: 2, mine: true },
      { unit: { code: '9999' }, present: 0, mine: true },
    ])
  }, 20_000)

  it('the care team is that of the units of the stay, and for a while after the discharge', async () => {
    await patient('p3')
    await move('p3', 'V3', { location: { unit: '6100' } })
    await eventually(async () => {
      expect(await team('p3', '7000,6100')).toEqual({ member: true, unit: { code: '6100' } })
    })
    expect(await team('p3', '7000')).toEqual({ member: false })
    expect(await team('p3', '')).toEqual({ member: false })
    const leave = async (at: string) =>
      move('p3', 'V3', { trigger: 'A03', movementId: 'M-out', action: 'INSERT', effectiveAt: at, dischargedAt: at })
    await leave(new Date().toISOString())
    await eventually(async () => {
      expect((await stays('p3'))[0]?.state).toBe('closed')
    })
    expect((await team('p3', '6100')).member).toBe(true)
    await leave('2026-01-01T10:00:00.000Z')
    await move('p3', 'V3', {
      trigger: 'Z99',
      action: 'UPDATE',
      originalTrigger: 'A01',
      movementId: 'M-V3',
      effectiveAt: '2025-12-01T10:00:00.000Z',
      admittedAt: '2025-12-01T10:00:00.000Z',
    })
    await eventually(async () => {
      expect((await team('p3', '6100')).member).toBe(false)
    })
    expect((await get('/internal/patients/p3/care-team?units=6100')).status).toBe(403)
  }, 20_000)

  it('an account moved to another patient takes its stays along, and a merged record shows in the live one', async () => {
    await patient('p4')
    await patient('p5')
    await move('p4', 'V4', { accountNumber: 'ACC4' })
    await eventually(async () => {
      expect(await stays('p4')).toHaveLength(1)
    })
    await move('p5', '', { trigger: 'A44', action: 'UPDATE', accountNumber: 'ACC4', patientClass: 'N' })
    await eventually(async () => {
      expect(await stays('p5')).toHaveLength(1)
    })
    expect(await stays('p4')).toEqual([])
    await patient('p5', 2, { mergedInto: 'p4' })
    await eventually(async () => {
      expect(await stays('p4')).toMatchObject([{ number: 'V4', patientId: 'p4' }])
    })
    expect((await get<WardPatient[]>('/wards/6268')).body.find((one) => one.stayNumber === 'V4')?.patientId).toBe('p4')
  }, 20_000)

  it('a merge gives the stays of both records to one, in any order of the events, and its undoing gives each its own back', async () => {
    await patient('m1')
    await patient('m2')
    await move('m1', 'VM1')
    await move('m2', 'VM2')
    await eventually(async () => {
      expect(await stays('m2')).toHaveLength(1)
    })
    // A later movement of its stay, sent for the survivor, comes before the merge that explains it.
    await move('m1', 'VM2', { trigger: 'A02', movementId: 'M-VM2-B', location: { unit: '6100' } })
    await eventually(async () => {
      expect((await stays('m1')).map((stay) => stay.number).sort()).toEqual(['VM1', 'VM2'])
    })
    await patient('m2', 2, { mergedInto: 'm1' })
    await eventually(async () => {
      expect(await bench.collection('stays').findOne({ number: 'VM2' })).toMatchObject({ patientId: 'm2' })
    })
    // And another one after it.
    await move('m1', 'VM2', { trigger: 'A02', movementId: 'M-VM2-C', location: { unit: '6268' } })
    await eventually(async () => {
      expect((await stays('m1')).find((stay) => stay.number === 'VM2')?.movements).toHaveLength(3)
    })
    expect((await team('m1', '6100')).member).toBe(true)
    await patient('m2', 3)
    await eventually(async () => {
      expect((await stays('m1')).map((stay) => stay.number)).toEqual(['VM1'])
    })
    expect((await stays('m2')).map((stay) => [stay.number, stay.movements.length])).toEqual([['VM2', 3]])
    // An undoing read late, then the merge read again, change nothing more.
    await patient('m2', 2, { mergedInto: 'm1' })
    await patient('m1', 2)
    await eventually(async () => {
      expect(await stays('m2')).toHaveLength(1)
    })
  }, 30_000)

  it('a record that is not open is not read', async () => {
    expect((await get('/patients/p1/stays')).status).toBe(403)
  })
})
