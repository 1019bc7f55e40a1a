import { type AuditEntry, type Page, PatientChanged, TrailRecorded, type TrailRecordedData } from '@anamnese/contracts'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from './definition'

const { patientId: _patientId, ...example } = TrailRecorded.example
const trace = (overrides: Partial<TrailRecordedData>): TrailRecordedData => ({ ...example, ...overrides })

describe('the audit service', () => {
  let bench: TestBench
  let url: string

  const get = async <T>(path: string, headers?: Record<string, string>): Promise<T> => {
    const answer = await fetch(`${url}${path}`, { headers: headers ?? (await bench.as()) })
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const list = (query: string): Promise<Page<AuditEntry>> => get(`/audit?${query}`)

  beforeAll(async () => {
    bench = await TestBench.create(['dpi.audit.trail.v1', 'dpi.identity.patient.v1', 'dpi.audit.dead-letter.v1'])
    url = (await bench.start(definition)).url
    const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T10:00:00+01:00`
    await bench.publish(TrailRecorded, 'p1', trace({ patientId: 'p1', action: 'record.open', at: at(1), ins: false }))
    await bench.publish(TrailRecorded, 'p1', trace({ patientId: 'p1', action: 'ins.read', at: at(2), ins: true }))
    await bench.publish(
      TrailRecorded,
      'p2',
      trace({
        patientId: 'p2',
        action: 'document.exchange',
        partner: 'PFI 10.0.0.1',
        at: at(3),
        actor: { kind: 'system', id: 'anamnese', name: 'Traitement automatique' },
      }),
    )
    await bench.publish(
      TrailRecorded,
      'a2',
      trace({
        action: 'session.open',
        outcome: 'refused',
        at: '2026-11-04T23:30:00Z',
        ins: false,
        detail: '=HYPERLINK("http://x")',
        actor: { kind: 'person', id: 'a2', name: 'Yann LE GOFF', idNat: '860000000001' },
      }),
    )
    for (let i = 0; i < 40; i++)
      await bench.publish(TrailRecorded, `q${i}`, trace({ patientId: `q${i}`, action: 'record.read', at: at(10) }))
    await eventually(async () => {
      expect(await bench.collection('trail').countDocuments()).toBe(44)
    }, 20_000)
  }, 60_000)
  afterAll(async () => bench.close(), 30_000)

  it('finds what was done to a patient, the most recent first', async () => {
    const { items, total } = await list('patientId=p1')
    expect(total).toBe(2)
    expect(items.map(({ action }) => action)).toEqual(['ins.read', 'record.open'])
    expect(items[0]?.id).toBeTruthy()
  })

  it('shows every access to the INS apart (INS/va1.39)', async () => {
    expect((await list('ins=true&patientId=p1')).items.map(({ action }) => action)).toEqual(['ins.read'])
  })

  it('shows the partners that data was exchanged with (INS/va1.46)', async () => {
    expect((await list('partner=pfi')).items).toMatchObject([{ partner: 'PFI 10.0.0.1', patientId: 'p2' }])
  })

  it('finds a person by account, national identifier or part of the name; an object by its first word', async () => {
    for (const actor of ['a2', '860000000001', 'le%20goff'])
      expect((await list(`actor=${actor}&action=session`)).total).toBe(1)
    expect((await list('action=session.close')).total).toBe(0)
    expect((await list('actor=.*')).total).toBe(0)
  })

  it('cuts days in the time zone of the hospital', async () => {
    expect((await list('action=session&from=2026-11-05&to=2026-11-05')).total).toBe(1)
    expect((await list('action=session&from=2026-11-04&to=2026-11-04')).total).toBe(0)
  })

  it('pages', async () => {
    const second = await list('action=record.read&page=2&size=15')
    expect(second).toMatchObject({ total: 40, page: 2, size: 15 })
    expect(second.items).toHaveLength(15)
  })

  it('a question about a record is about those merged into it, as long as they are', async () => {
    const tell = async (version: number, mergedInto?: string) =>
      bench.publish(PatientChanged, 'p2', {
        ...PatientChanged.example,
        patientId: 'p2',
        version,
        ...(mergedInto === undefined ? {} : { mergedInto }),
      })
    await tell(2, 'p1')
    await eventually(async () => {
      const partners = (await list('patientId=p1')).items.flatMap((entry) => entry.partner ?? [])
      expect(partners).toEqual(['PFI 10.0.0.1'])
    })
    await tell(3)
    await eventually(async () => {
      expect((await list('patientId=p1&action=document')).total).toBe(0)
    })
  })

  it('refuses a filter that makes no sense, naming it', async () => {
    const answer = await fetch(`${url}/audit?from=2026-02-31`, { headers: await bench.as() })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ errors: [{ field: 'from' }] })
  })

  it('extracts to a CSV that a spreadsheet opens and does not run', async () => {
    const answer = await fetch(`${url}/audit.csv?to=2026-11-05`, { headers: await bench.as() })
    expect(answer.headers.get('content-disposition')).toContain('journal.csv')
    const text = await answer.text()
    const rows = text.trim().split('\r\n')
    expect(rows).toHaveLength(5)
    expect(rows[1]).toContain('"\'=HYPERLINK(""http://x"")"')
    expect(rows[1]).toMatch(/^2026-11-05T00:30:00\.000\+01:00;/)
  })

  it('shows the accesses to a record to who has opened it, and to nobody else', async () => {
    const clinician = { permissions: ['patient.read' as const] }
    const open = await bench.as({ ...clinician, patientContext: { patientId: 'p1', purpose: 'care' } })
    expect((await get<Page<AuditEntry>>('/audit/patients/p1', open)).total).toBeGreaterThanOrEqual(2)
    expect((await fetch(`${url}/audit/patients/p2`, { headers: open })).status).toBe(403)
    expect((await fetch(`${url}/audit`, { headers: open })).status).toBe(403)
  })

  it('leaves a trace of who looked at the trail', async () => {
    await list('patientId=looked-at')
    await eventually(async () => {
      const { items } = await list('action=audit.read&patientId=looked-at&size=1')
      expect(items[0]).toMatchObject({ service: 'audit', actor: { name: 'Dr Maëlle KERVADEC' } })
    })
  })

  it('offers no way to change or remove a trace', async () => {
    const { items } = await list('patientId=p1')
    for (const method of ['PUT', 'PATCH', 'DELETE', 'POST'])
      expect((await fetch(`${url}/audit/${items[0]!.id}`, { method, headers: await bench.as() })).status).toBe(404)
  })

  it('sees a trace that was removed or changed behind its back', async () => {
    const whole = await get<{ ok: boolean; checked: number }>('/audit/integrity')
    expect(whole).toMatchObject({ ok: true, breaks: [] })
    expect(whole.checked).toBeGreaterThanOrEqual(44)
    await bench.collection('trail').updateOne({ 'entry.patientId': 'p2' }, { $set: { 'entry.partner': 'autre' } })
    expect(await get('/audit/integrity')).toMatchObject({ ok: false, breaks: [{ kind: 'changed' }] })
    await bench.collection('trail').deleteOne({ 'entry.patientId': 'q7' })
    const { breaks } = await get<{ breaks: unknown[] }>('/audit/integrity')
    expect(breaks.length).toBeGreaterThanOrEqual(1)
  })
})
