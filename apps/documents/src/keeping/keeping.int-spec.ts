import type { ArrivalView, DocumentReading, DocumentView, Page, Problem, RetentionLine } from '@anamnese/contracts'
import { eventually } from '@anamnese/platform-testing'
import { inRecord } from '../testing/desk'
import { foreignCda, type ForeignChange, testIns } from '../testing/foreign-cda'
import { ReceptionDesk } from '../testing/reception-desk'

let desk: ReceptionDesk
beforeAll(async () => {
  desk = await ReceptionDesk.open()
  await desk.knows(1, {
    traits: {
      birthName: 'PAT-TROIS',
      firstBirthGivenName: 'DOMINIQUE',
      birthDate: '1979-03-28',
      sex: 'F',
      birthPlaceCode: '51215',
    },
  })
}, 60_000)
afterAll(async () => desk.close(), 30_000)

async function keep(number: number, change: ForeignChange = {}): Promise<ArrivalView> {
  return (await desk.receive(foreignCda(number, { patient: { ins: testIns(1) }, ...change }))).body
}
const act = (id: string, verb: string, reason: string): Promise<{ status: number; body: DocumentView & Problem }> =>
  desk.call('POST', `/documents/${id}/${verb}`, { reason })
const contentOf = async (id: string): Promise<number> =>
  (await fetch(`${desk.url}/documents/${id}/content?form=pdf`, { headers: await desk.bench.as(inRecord('r1')) })).status

describe('the deletion of a document', () => {
  it('removes its bytes and leaves who, when and why, in the record too', async () => {
    const { documentId = '', id } = await keep(1)
    const before = await desk.bench.collection('documents').findOne({ _id: documentId as never })
    const { body } = await act(documentId, 'delete', 'Document d’un autre patient')
    expect(body).toMatchObject({
      deleted: { by: 'Dr Maëlle KERVADEC', reason: 'Document d’un autre patient' },
      forms: [],
    })
    expect(await contentOf(documentId)).toBe(410)
    const reading = await desk.call<DocumentReading>('GET', `/documents/${documentId}/view`, undefined, inRecord('r1'))
    expect(reading.body.body).toMatchObject({ kind: 'none' })
    expect((await desk.documentsOf('r1'))[0]).toMatchObject({
      id: documentId,
      deleted: { reason: 'Document d’un autre patient' },
    })
    await eventually(async () => {
      expect(await desk.bench.collection('purges').countDocuments({})).toBe(0)
      for (const form of ['cda', 'pdf'] as const)
        await expect(desk.blobs.get(before?.[form] as never)).rejects.toMatchObject({ code: 'BLOB.MISSING' })
    }, 20_000)
    expect(
      (await fetch(`${desk.url}/documents/received/${id}/content`, { headers: await desk.bench.as() })).status,
    ).toBe(404)
    await eventually(() => {
      const trace = desk.traces.find(({ data }) => data.action === 'document.delete' && data.object?.id === documentId)
      expect(trace?.data).toMatchObject({ patientId: 'r1', reason: 'Document d’un autre patient' })
    })
    expect((await act(documentId, 'delete', 'Encore une fois')).status).toBe(409)
  })

  it('does not come back when the same document is sent again', async () => {
    const { documentId = '' } = await keep(2)
    await act(documentId, 'delete', 'À la demande du patient')
    expect(await keep(2)).toMatchObject({ state: 'duplicate', documentId })
    expect(await contentOf(documentId)).toBe(410)
  })

  it('is impossible under a legal hold, until it is lifted', async () => {
    const { documentId = '' } = await keep(3)
    await act(documentId, 'hold', 'Procédure en cours')
    const refused = await act(documentId, 'delete', 'Nettoyage annuel')
    expect([refused.status, refused.body.code]).toEqual([409, 'DOCUMENT.HELD'])
    expect(await contentOf(documentId)).toBe(200)
    await act(documentId, 'release', 'Procédure close')
    expect((await act(documentId, 'delete', 'Nettoyage annuel')).status).toBe(200)
  })

  it('is for administrators, with a reason', async () => {
    const { documentId = '' } = await keep(4)
    const physician = { permissions: ['document.read', 'document.write'] } as never
    const answer = await desk.call('POST', `/documents/${documentId}/delete`, { reason: 'un motif' }, physician)
    expect(answer.status).toBe(403)
    expect((await act(documentId, 'delete', '')).status).toBe(400)
  })
})

describe('the retention', () => {
  it('lists what is over, not what is held, nor what arrived lately', async () => {
    const old = { createdAt: '1999-05-01T10:00:00+02:00' }
    const [recent, over, held] = [await keep(10, old), await keep(11, old), await keep(12, old)]
    const long = { $set: { 'received.at': '1999-05-02T10:00:00Z' } }
    for (const { documentId } of [over, held])
      await desk.bench.collection('documents').updateOne({ _id: documentId as never }, long)
    await act(held.documentId ?? '', 'hold', 'Procédure en cours')
    const { body } = await desk.call<Page<RetentionLine>>('GET', '/documents/retention')
    const listed = body.items.map(({ documentId }) => documentId)
    expect(listed).toContain(over.documentId)
    expect(listed).not.toContain(held.documentId)
    expect(listed).not.toContain(recent.documentId)
    expect(body.items.find(({ documentId }) => documentId === over.documentId)).toMatchObject({
      keepUntil: '2019-05-02',
      patientName: 'PAT-TROIS DOMINIQUE',
    })
  })
})
