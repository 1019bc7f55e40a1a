import { DocumentWithdrawn, type DocumentView, type Page, type Problem } from '@anamnese/contracts'
import { eventually } from '@anamnese/platform-testing'
import { Desk, type DeskActor, inRecord } from '../testing/desk'

let desk: Desk
let told: { data: unknown }[]
beforeAll(async () => {
  desk = await Desk.open()
  told = await desk.bench.collect(DocumentWithdrawn)
}, 60_000)
afterAll(async () => desk.close(), 30_000)

const withdraw = (id: string, actor: DeskActor, reason = 'Rédigé pour un autre patient') =>
  desk.call<DocumentView & Problem>('POST', `/documents/${id}/withdraw`, actor, { reason })

describe('the withdrawal of a validated document', () => {
  it('leaves it in the record, marked with who, when and why, is told once and traced', async () => {
    await desk.arrive('w1')
    const { body: document } = await desk.validate(await desk.newLetter('w1'))
    const { status, body } = await withdraw(document.id, inRecord('w1'))
    expect(status).toBe(200)
    const withdrawn = { by: 'Dr Maëlle KERVADEC', reason: 'Rédigé pour un autre patient' }
    expect(body).toMatchObject({ withdrawn, forms: ['pdf', 'cda'] })
    const list = await desk.call<Page<DocumentView>>('GET', '/patients/w1/documents', inRecord('w1'))
    expect(list.body.items).toMatchObject([{ id: document.id, withdrawn }])
    expect((await withdraw(document.id, inRecord('w1'))).body.code).toBe('DOCUMENT.WITHDRAWN')
    await eventually(() => {
      expect(told.map(({ data }) => data)).toMatchObject([{ documentId: document.id, patientId: 'w1', ...withdrawn }])
      const trace = desk.traces.find(({ data }) => data.action === 'document.withdraw')
      expect(trace?.data).toMatchObject({ patientId: 'w1', object: { id: document.id }, reason: withdrawn.reason })
    })
  })

  it('needs a reason, the right to validate, the record open, and the newest version', async () => {
    await desk.arrive('w2')
    const { body: first } = await desk.validate(await desk.newLetter('w2'))
    expect((await withdraw(first.id, inRecord('w2'), 'non')).status).toBe(400)
    expect((await withdraw(first.id, inRecord('another'))).status).toBe(403)
    expect((await withdraw(first.id, inRecord('w2', { permissions: ['document.read'] }))).status).toBe(403)
    await desk.validate(await desk.newLetter('w2', { replaces: first.id }))
    expect((await withdraw(first.id, inRecord('w2'))).body.code).toBe('DOCUMENT.SUPERSEDED')
  })
})
