import { type DocumentView, type LetterSummary, type LetterView, type Page, PatientChanged } from '@anamnese/contracts'
import { eventually } from '@anamnese/platform-testing'
import { Desk, inRecord } from './testing/desk'
import { patient } from './testing/world'

describe('documents and drafts of a record that is merged', () => {
  let desk: Desk

  beforeAll(async () => {
    desk = await Desk.open()
  }, 60_000)
  afterAll(async () => desk.close(), 30_000)

  const tell = async (patientId: string, change: object) => {
    const event = patient(patientId, change)
    await desk.bench.publish(PatientChanged, patientId, event)
    await eventually(async () => {
      const filter = { _id: patientId as never, version: event.version }
      expect(await desk.bench.collection('patients').countDocuments(filter)).toBe(1)
    })
  }
  const documents = async (id: string) =>
    (await desk.call<Page<DocumentView>>('GET', `/patients/${id}/documents`, inRecord(id))).body.items.map(
      (one) => one.id,
    )
  const drafts = async (id: string) =>
    (await desk.call<Page<LetterSummary>>('GET', `/patients/${id}/letters`, inRecord(id))).body.items

  it('follow it, its author being told, and come back when the merge is undone', async () => {
    await desk.arrive('da')
    await desk.arrive('ds', { traits: { ...patient('ds').traits, firstBirthGivenName: 'ANNE' } })
    const before = await desk.validate(await desk.newLetter('da'))
    const [finished, open] = [await desk.newLetter('da'), await desk.newLetter('da')]
    await tell('da', { version: 2, mergedInto: 'ds' })

    const { body: draft } = await desk.call<LetterView>('GET', `/letters/${finished.id}`, inRecord('ds'))
    expect(draft).toMatchObject({ patientId: 'ds', obstacles: [] })
    expect(draft.consequences.join(' ')).toContain('fusionné depuis le début de la rédaction : la lettre sera celle de')
    expect((await drafts('ds')).map((one) => [one.patientId, one.patientName.endsWith('ANNE')])).toEqual([
      ['ds', true],
      ['ds', true],
    ])
    const after = await desk.validate(draft)
    expect(after.status).toBeLessThan(300)
    expect((await desk.eventOf(after.body.id)).patientId).toBe('ds')
    expect((await documents('ds')).sort()).toEqual([before.body.id, after.body.id].sort())

    // What was validated under the identity that stays is its own; the rest goes back.
    await tell('da', { version: 3 })
    expect(await documents('da')).toEqual([before.body.id])
    expect(await documents('ds')).toEqual([after.body.id])
    expect((await drafts('da')).map((one) => one.id)).toEqual([open.id])
    expect(await drafts('ds')).toEqual([])
  }, 40_000)
})
