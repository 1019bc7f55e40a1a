import type { LetterView, Problem } from '@anamnese/contracts'
import { readCdaHeader } from '@anamnese/interop-cda'
import { Desk, inRecord } from '../testing/desk'

let desk: Desk
beforeAll(async () => {
  desk = await Desk.open()
}, 60_000)
afterAll(async () => desk.close(), 30_000)

const choose = (letter: LetterView, confidentiality: string): ReturnType<typeof desk.call<LetterView & Problem>> =>
  desk.call('PUT', `/letters/${letter.id}`, inRecord(letter.patientId), { version: letter.version, confidentiality })

describe('the confidentiality of a letter', () => {
  it('is that of its type until someone chooses another, which the CDA and the event carry, and keeps it from the DMP', async () => {
    await desk.arrive('c1')
    const letter = await desk.newLetter('c1')
    expect(letter.confidentiality).toBe('N')
    const restricted = await choose(letter, 'R')
    expect(restricted.body.confidentiality).toBe('R')
    expect(restricted.body.consequences[0]).toBe(
      'Pas d’envoi au DMP : il ne prend que les documents de confidentialité normale.',
    )
    const { body: document } = await desk.validate(restricted.body)
    expect(document).toMatchObject({ confidentiality: 'R', sendToDmp: false })
    const cda = await desk.bytesOf(`/documents/${document.id}/content?form=cda`, inRecord('c1'))
    expect(readCdaHeader(cda.bytes).confidentiality).toMatchObject({ code: 'R', system: '2.16.840.1.113883.5.25' })
    expect(await desk.eventOf(document.id)).toMatchObject({ confidentiality: 'R', sendToDmp: false })
    const next = await desk.newLetter('c1', { replaces: document.id })
    expect(next.confidentiality).toBe('R')
  })

  it('is one of the value set', async () => {
    await desk.arrive('c2')
    expect((await choose(await desk.newLetter('c2'), 'X')).status).toBe(400)
  })
})
