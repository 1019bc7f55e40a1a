import {
  DmpOrderChanged,
  MssanteOrderChanged,
  type OrderChangedData,
  type SendingIndicators,
} from '@anamnese/contracts'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from './definition'
import { civilDay } from './sendings/period'

describe('the indicators service', () => {
  let bench: TestBench
  let url: string
  const versions = new Map<string, number>()
  const today = civilDay(new Date(), 'Europe/Paris')

  const tell = async (orderId: string, overrides: Partial<OrderChangedData>): Promise<void> => {
    const version = (versions.get(orderId) ?? 0) + 1
    versions.set(orderId, version)
    const definition = overrides.channel?.startsWith('MSS') === true ? MssanteOrderChanged : DmpOrderChanged
    const data: OrderChangedData = {
      ...definition.example,
      orderId,
      version,
      changedAt: new Date().toISOString(),
      ...overrides,
    }
    await bench.publish(definition, orderId, data)
  }
  const ask = async (query = ''): Promise<SendingIndicators> => {
    const answer = await fetch(`${url}/indicators/sendings?${query}`, { headers: await bench.as() })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as SendingIndicators
  }

  beforeAll(async () => {
    bench = await TestBench.create([
      'dpi.dmp.order.v1',
      'dpi.mssante.order.v1',
      'dpi.indicators.dead-letter.v1',
      'dpi.audit.trail.v1',
    ])
    url = (await bench.start(definition)).url
  }, 60_000)
  afterAll(async () => bench.close(), 30_000)

  it('has one line per attempt, whatever the states between', async () => {
    await tell('o1', { state: 'pending', attempts: 0 })
    await tell('o1', { state: 'sent', attempts: 1 })
    await tell('o1', { state: 'acknowledged', attempts: 1 })
    await tell('o1', { state: 'refused', attempts: 1, reason: { code: 'DMP', message: 'INS inconnue.' } })
    await tell('o1', { state: 'pending', attempts: 1 })
    await tell('o1', { state: 'sent', attempts: 2 })
    await tell('o1', { state: 'accepted', attempts: 2 })
    await eventually(async () => {
      expect((await ask()).totals).toEqual({ attempts: 2, success: 1, failure: 1, waiting: 0 })
    })
  })

  it('counts an attempt without an answer as a failure once another one leaves', async () => {
    await tell('o2', { channel: 'MSS_PRO', state: 'sent', attempts: 1, withIns: false })
    await tell('o2', { channel: 'MSS_PRO', state: 'sent', attempts: 2, withIns: false })
    await eventually(async () => {
      expect((await ask('channel=MSS_PRO')).totals).toEqual({ attempts: 2, success: 0, failure: 1, waiting: 1 })
    })
  })

  it('does not count what a rule kept from leaving as an attempt, but says why', async () => {
    const reason = { code: 'INS.NOT_QUALIFIED', message: 'L’INS n’est pas qualifiée.' }
    await tell('o3', { state: 'not-sent', attempts: 0, reason })
    await tell('o4', { state: 'not-sent', attempts: 0, reason })
    await eventually(async () => {
      expect((await ask()).notSent).toEqual([{ channel: 'DMP', reason: 'L’INS n’est pas qualifiée.', count: 2 }])
    })
    await tell('o4', { state: 'pending', attempts: 0 })
    await eventually(async () => {
      expect((await ask()).notSent[0]).toMatchObject({ count: 1 })
    })
    expect((await ask()).totals.attempts).toBe(4)
  })

  it('counts only what left with a qualified INS when asked', async () => {
    expect((await ask('ins=qualified')).totals.attempts).toBe(2)
  })

  it('holds 240 sendings over two years, and gives each period its own (TBB/va1.01)', async () => {
    const year = Number(today.slice(0, 4)) - 1
    const sent: Promise<void>[] = []
    for (let month = 1; month <= 12; month++)
      for (let i = 0; i < 10; i++)
        sent.push(
          tell(`y${month}-${i}`, {
            state: i < 7 ? 'accepted' : 'refused',
            attempts: 1,
            changedAt: `${year}-${String(month).padStart(2, '0')}-15T10:00:00Z`,
            documentType: { code: '57833-6', system: '2.16.840.1.113883.6.1', display: 'Prescription' },
          }),
        )
    await Promise.all(sent)
    await eventually(async () => {
      expect((await ask('period=previous-year')).totals).toEqual({
        attempts: 120,
        success: 84,
        failure: 36,
        waiting: 0,
      })
    }, 30_000)
    const view = await ask('period=previous-year')
    expect(view.rows).toEqual([
      {
        finess: '220000020',
        channel: 'DMP',
        type: { code: '57833-6', display: 'Prescription' },
        success: 84,
        failure: 36,
      },
    ])
    expect(view.days).toHaveLength(12)
    expect((await ask('period=year')).totals.attempts).toBe(4)
    expect((await ask(`from=${year}-03-01&to=${year}-04-30&result=failure`)).totals.attempts).toBe(6)
    expect((await ask('period=previous-year&finess=999999999')).totals.attempts).toBe(0)
  }, 60_000)

  it('extracts the same figures', async () => {
    const headers = await bench.as()
    const answer = await fetch(`${url}/indicators/sendings.csv?period=previous-year`, { headers })
    expect(answer.headers.get('content-type')).toContain('text/csv')
    const lines = (await answer.text()).trim().split('\r\n')
    expect(lines).toHaveLength(1 + 12 * 2)
    expect(lines[1]).toMatch(/^220000020;DMP;57833-6;Prescription;oui;échec;\d{4}-01;3$/)
  })

  it('refuses a period that ends before it begins, and who may not see indicators', async () => {
    const headers = await bench.as()
    expect((await fetch(`${url}/indicators/sendings?from=2026-02-01&to=2026-01-01`, { headers })).status).toBe(400)
    const nurse = await bench.as({ permissions: ['patient.read'] })
    expect((await fetch(`${url}/indicators/sendings`, { headers: nurse })).status).toBe(403)
  })
})
