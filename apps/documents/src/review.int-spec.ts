import type { LetterSummary, LetterView, Page, Permission, Problem } from '@anamnese/contracts'
import { eventually } from '@anamnese/platform-testing'
import { Desk, type DeskActor, inRecord } from './testing/desk'

let desk: Desk
beforeAll(async () => {
  desk = await Desk.open()
}, 60_000)
afterAll(async () => desk.close(), 30_000)

const WRITES: Permission[] = ['patient.read', 'document.read', 'document.write']
const SECRETARY: DeskActor = {
  id: 'sec',
  name: 'Soizic BIHAN',
  idNat: '3220000020/SEC0001',
  permissions: WRITES,
  units: ['6268'],
}
const OTHER: DeskActor = {
  id: 'other',
  name: 'Erwan LE BRAS',
  idNat: '3220000020/SEC0002',
  permissions: WRITES,
  units: ['6268'],
}
const PHYSICIAN = { idNat: '810100000008', family: 'KERVADEC', given: 'Maëlle' }

interface Answer {
  status: number
  body: LetterView & Problem
}
const act = (letter: LetterView, action: string, actor: DeskActor, body: object = {}): Promise<Answer> =>
  desk.call('POST', `/letters/${letter.id}/${action}`, inRecord(letter.patientId, actor), {
    version: letter.version,
    ...body,
  })
const list = async (query: string, actor: DeskActor = {}): Promise<string[]> =>
  (await desk.call<Page<LetterSummary>>('GET', `/letters?${query}&size=100`, actor)).body.items.map(({ id }) => id)

describe('a letter between who writes it and who signs it', () => {
  it('is submitted by a secretary, signed by the physician who was asked, and each step is traced', async () => {
    await desk.arrive('r1')
    const letter = await desk.newLetter('r1', {}, SECRETARY)
    const submitted = await act(letter, 'submit', SECRETARY, { validator: PHYSICIAN })
    expect(submitted).toMatchObject({
      status: 200,
      body: { state: 'to-validate', review: { submittedBy: 'Soizic BIHAN', validator: PHYSICIAN } },
    })
    expect(JSON.stringify(submitted.body)).not.toContain('submitterId')
    expect(await list('state=to-validate&validator=me', { idNat: '810100000008' })).toContain(letter.id)
    expect(await list('state=to-validate&validator=me', { idNat: '810100000099' })).not.toContain(letter.id)
    const { status, body } = await desk.validate(submitted.body)
    expect([status, body.author.family]).toEqual([200, 'KERVADEC'])
    // The stay names its physician without speciality; who signs has one, without which nothing could be sent.
    const event = await desk.eventOf(body.id)
    expect(event.author.specialty.code).toBe('G15_10/SM04')
    const after = await desk.call<LetterView>('GET', `/letters/${letter.id}`, inRecord('r1'))
    expect(after.body.state).toBe('validated')
    expect(after.body.review).toBeUndefined()
    await eventually(() => {
      const actions = desk.traces.filter(({ data }) => data.patientId === 'r1').map(({ data }) => data.action)
      for (const action of ['letter.create', 'letter.submit', 'document.validate']) {
        if (!actions.includes(action)) throw new Error(`${action} not traced in ${actions.join()}`)
      }
    })
  })

  it('is given back with what is to be changed, and comes again', async () => {
    await desk.arrive('r2')
    const letter = await desk.newLetter('r2', {}, SECRETARY)
    const submitted = await act(letter, 'submit', SECRETARY)
    expect((await act(submitted.body, 'return', {}, { comment: ' ' })).status).toBe(400)
    const returned = await act(submitted.body, 'return', {}, { comment: 'Préciser le traitement.' })
    expect(returned.body).toMatchObject({ state: 'draft', returned: { comment: 'Préciser le traitement.' } })
    expect(returned.body.review).toBeUndefined()
    const again = await act(returned.body, 'submit', SECRETARY)
    expect(again.body.state).toBe('to-validate')
    expect(again.body.returned).toBeUndefined()
  })

  it('is not changed by who submitted it until they take it back; who may sign it may correct it', async () => {
    await desk.arrive('r3')
    const letter = await desk.newLetter('r3', {}, SECRETARY)
    const { body: submitted } = await act(letter, 'submit', SECRETARY)
    const change = { version: submitted.version, sections: { reason: 'Corrigé.' } }
    const refused = await desk.call<Problem>('PUT', `/letters/${letter.id}`, inRecord('r3', SECRETARY), change)
    expect(refused).toMatchObject({ status: 409, body: { code: 'LETTER.SUBMITTED' } })
    const corrected = await desk.call<LetterView>('PUT', `/letters/${letter.id}`, inRecord('r3'), change)
    expect(corrected.body).toMatchObject({ state: 'to-validate', sections: { reason: 'Corrigé.' } })
    expect((await act(corrected.body, 'withdraw', OTHER)).status).toBe(403)
    const back = await act(corrected.body, 'withdraw', SECRETARY)
    expect(back.body.state).toBe('draft')
    expect((await act(back.body, 'withdraw', SECRETARY)).body.code).toBe('LETTER.NOT_SUBMITTED')
  })

  it('is signed once: two people at the same moment, or someone who read an older version', async () => {
    await desk.arrive('r4')
    const letter = await desk.newLetter('r4', {}, SECRETARY)
    const { body: submitted } = await act(letter, 'submit', SECRETARY)
    const both = await Promise.all([
      act(submitted, 'return', {}, { comment: 'À revoir.' }),
      act(submitted, 'withdraw', SECRETARY),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await desk.validate(submitted)).body.code).toBe('LETTER.CONFLICT')
    expect((await act(submitted, 'submit', SECRETARY)).status).toBe(409)
  })

  it('is found by state, type, unit and author; the list shows what waits by default', async () => {
    await desk.arrive('r5')
    const draft = await desk.newLetter('r5', { type: '34874-8' })
    const { body: submitted } = await act(await desk.newLetter('r5'), 'submit', {})
    const waiting = await list('author=all', { units: ['6268'] })
    expect(waiting).toEqual(expect.arrayContaining([draft.id, submitted.id]))
    expect(await list('author=all&type=34874-8', { units: ['6268'] })).toContain(draft.id)
    expect(await list('author=all&type=34874-8', { units: ['6268'] })).not.toContain(submitted.id)
    expect(await list('author=all&state=to-validate&type=11490-0', { units: ['6268'] })).toContain(submitted.id)
    expect((await desk.call('GET', '/letters?state=signed', {})).status).toBe(400)
  })
})
