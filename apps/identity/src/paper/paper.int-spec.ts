import { type LabelFormatView, TrailRecorded } from '@anamnese/contracts'
import { eventually } from '@anamnese/platform-testing'
import { type Arrived, InsiBench } from '../test/insi-bench'

describe('an identity on paper', () => {
  let on: InsiBench

  beforeAll(async () => {
    on = await InsiBench.start({ STRUCTURE_NAME: "CH DE L'ARGOAT" })
  }, 60_000)
  afterAll(async () => on.close(), 30_000)

  const print = async (id: string, what: string, actor: object = {}): Promise<Response> =>
    fetch(`${on.url}/patients/${id}/identity/${what}`, { headers: await on.bench.as(actor) })

  async function qualified(): Promise<Arrived> {
    const arrived = await on.arrive()
    on.insi.answer({ person: arrived.person })
    const headers = await on.bench.as({ patientContext: { patientId: arrived.id, purpose: 'identity' } })
    const body = JSON.stringify({ type: 'CN', version: 1 })
    await fetch(`${on.url}/patients/${arrived.id}/qualify`, { method: 'POST', headers, body })
    return arrived
  }

  it('is a PDF of labels, or a sheet, and each printing is traced', async () => {
    const events = await on.bench.collect(TrailRecorded)
    const { id } = await qualified()
    const [format] = await on.get<LabelFormatView[]>('/identity/label-formats')
    for (const what of [`labels.pdf?format=${format!.code}&count=3&first=2`, 'labels.pdf', 'sheet.pdf']) {
      const answer = await print(id, what)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('application/pdf')
      expect(Buffer.from(await answer.arrayBuffer()).toString('latin1')).toMatch(/^%PDF/)
    }
    await eventually(() => {
      const traces = events.map((event) => event.data as { action: string; ins: boolean; detail?: string })
      const printed = traces.filter(({ action }) => action === 'ins.print')
      expect(printed.map(({ ins, detail }) => [ins, detail])).toEqual([
        [true, 'étiquettes A4-24 × 3'],
        [true, 'étiquettes A4-24 × 24'],
        [true, 'fiche d’identité'],
      ])
    })
  })

  it('is for who opened the record, and for identity officers', async () => {
    const { id } = await on.arrive()
    const permissions = ['patient.read' as const]
    expect((await print(id, 'sheet.pdf', { permissions })).status).toBe(403)
    const patientContext = { patientId: id, purpose: 'care' as const }
    expect((await print(id, 'sheet.pdf', { permissions, patientContext })).status).toBe(200)
    expect((await print('inconnu', 'sheet.pdf')).status).toBe(404)
  })

  it('in a format or at a place that does not exist is refused in words', async () => {
    const { id } = await on.arrive()
    expect((await print(id, 'labels.pdf?format=AUTRE')).status).toBe(422)
    expect((await print(id, 'labels.pdf?first=25')).status).toBe(422)
    expect((await print(id, 'labels.pdf?count=0')).status).toBe(400)
  })
})
