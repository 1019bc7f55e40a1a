import {
  type AuditExportView,
  type InsAccessSummary,
  type PartnerTotal,
  TrailRecorded,
  type TrailRecordedData,
} from '@anamnese/contracts'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from '../definition'

const ROWS = 30

describe('the trail counted and extracted', () => {
  let bench: TestBench
  let url: string

  const trace = (over: Partial<TrailRecordedData>): TrailRecordedData => ({ ...TrailRecorded.example, ...over })
  const call = async <T>(method: string, path: string, body?: object, actor: object = {}): Promise<T> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: await bench.as(actor),
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!answer.ok) throw new Error(`${String(answer.status)} ${await answer.text()}`)
    return (await answer.json()) as T
  }

  beforeAll(async () => {
    bench = await TestBench.create(['dpi.audit.trail.v1', 'dpi.identity.patient.v1', 'dpi.audit.dead-letter.v1'])
    url = (await bench.start(definition)).url
    const yann = { kind: 'person' as const, id: 'a2', name: 'Yann LE GOFF' }
    const exchange = { action: 'document.exchange', partner: 'PFI', patientId: 'p1', ins: true }
    for (const entry of [
      { ...exchange, at: '2026-11-01T10:00:00Z' },
      { ...exchange, at: '2026-11-02T10:00:00Z', outcome: 'failure' as const },
      { ...exchange, at: '2026-11-03T10:00:00Z', patientId: 'p2', ins: false },
      { action: 'insi.search', partner: 'INSi', patientId: 'p1', ins: true, at: '2026-11-04T10:00:00Z' },
      { action: 'record.read', patientId: 'p1', ins: true, actor: yann, at: '2026-11-05T10:00:00Z' },
      { action: 'record.read', patientId: 'p1', ins: false, actor: yann, at: '2026-11-06T10:00:00Z' },
    ])
      await bench.publish(TrailRecorded, entry.patientId, trace(entry))
    for (let index = 0; index < ROWS; index += 1)
      await bench.publish(TrailRecorded, `q${String(index)}`, trace({ action: 'ward.list', ins: false }))
    await eventually(async () => {
      expect(await bench.collection('trail').countDocuments()).toBe(ROWS + 6)
    }, 20_000)
  }, 60_000)
  afterAll(async () => bench.close(), 30_000)

  it('says with which partners data was exchanged, how often, with the INS or not (INS/va1.46)', async () => {
    expect(await call<PartnerTotal[]>('GET', '/audit/partners')).toEqual([
      {
        partner: 'PFI',
        exchanges: 3,
        withIns: 2,
        failures: 1,
        patients: 2,
        firstAt: '2026-11-01T10:00:00.000Z',
        lastAt: '2026-11-03T10:00:00.000Z',
      },
      expect.objectContaining({ partner: 'INSi', exchanges: 1, patients: 1 }),
    ])
    expect(await call('GET', '/audit/partners?from=2026-11-02&to=2026-11-02')).toMatchObject([{ exchanges: 1 }])
    const csv = await fetch(`${url}/audit/partners.csv`, { headers: await bench.as() })
    expect(await csv.text()).toContain('PFI;3;2;1;2;2026-11-01T11:00:00+01:00')
  })

  it('says who saw the INS of a patient and with whom it was exchanged (INS/va1.39), to who may know', async () => {
    const summary = await call<InsAccessSummary>('GET', '/audit/ins?patientId=p1')
    await expect(call('GET', '/audit/ins')).rejects.toThrow('422')
    expect(summary.readers).toMatchObject([
      { name: 'Yann LE GOFF', accesses: 1 },
      { name: 'Dr Maëlle KERVADEC', accesses: 3 },
    ])
    expect(summary).toMatchObject({ total: 4, partners: [{ partner: 'PFI', exchanges: 2 }, { partner: 'INSi' }] })
    const clinician = { permissions: ['patient.read'] }
    await expect(call('GET', '/audit/ins?patientId=p1', undefined, clinician)).rejects.toThrow('403')
    await expect(call('GET', '/audit/patients/p1/ins', undefined, clinician)).rejects.toThrow('403')
    const patientContext = { patientId: 'p1', purpose: 'care' }
    await expect(
      call('GET', '/audit/patients/p1/ins', undefined, { ...clinician, patientContext }),
    ).resolves.toMatchObject({ total: 4 })
  })

  it('extracts apart what is large: whole, in order, with the seals of the trail, and the chain stays as it is', async () => {
    const { id } = await call<AuditExportView>('POST', '/audit/exports', { action: 'ward' })
    const ready = await eventually(async () => {
      const view = await call<AuditExportView>('GET', `/audit/exports/${id}`)
      expect(view.state).toBe('ready')
      return view
    }, 20_000)
    expect(ready).toMatchObject({ rows: ROWS, criteria: { action: 'ward' }, requestedBy: 'Dr Maëlle KERVADEC' })
    expect(ready.heads.length).toBeGreaterThan(0)
    const answer = await fetch(`${url}/audit/exports/${id}/file`, { headers: await bench.as() })
    const text = await answer.text()
    expect(text.trim().split('\r\n')).toHaveLength(ROWS + 1)
    expect(Number(answer.headers.get('content-length'))).toBe(ready.bytes)
    expect(await call('GET', '/audit/integrity')).toMatchObject({ ok: true })
    const { id: empty } = await call<AuditExportView>('POST', '/audit/exports', { partner: 'personne' })
    await eventually(async () => {
      expect(await call('GET', `/audit/exports/${empty}`)).toMatchObject({ state: 'ready', rows: 0 })
    }, 20_000)
    await expect(call('POST', '/audit/exports', { from: '2026-02-31' })).rejects.toThrow('400')
  }, 60_000)

  it('goes on with an extraction that another replica left in the middle', async () => {
    const { id } = await call<AuditExportView>('POST', '/audit/exports', {})
    await eventually(async () => {
      expect(await call('GET', `/audit/exports/${id}`)).toMatchObject({ state: 'ready' })
    }, 20_000)
    // As it is when a process was killed after its first part: nobody holds it, the next traces are not written.
    const before = await call<AuditExportView>('GET', `/audit/exports/${id}`)
    await bench
      .collection('trail_exports')
      .updateOne(
        { _id: id as never },
        { $set: { state: 'running', owner: 'mort', until: new Date(0) }, $unset: { sha256: '' } },
      )
    await eventually(async () => {
      expect(await call('GET', `/audit/exports/${id}`)).toMatchObject({
        state: 'ready',
        sha256: before.sha256,
        rows: before.rows,
      })
    }, 20_000)
  }, 60_000)
})
