import { applyChoices, noChoices, type NewChoices } from './choices'

const author = { name: 'Gestion administrative (ZFA)', at: '2026-11-20T08:00:00.000Z' }
const after = (...said: NewChoices[]) =>
  said.reduce((choices, one) => applyChoices(choices, one, author), noChoices('p', '220000020'))
const on = (day: number) => `2026-11-${String(day)}T08:00:00.000Z`

describe('choices of a patient', () => {
  it('nothing is chosen before the patient was informed', () => {
    expect(noChoices('p', '220000020')).toMatchObject({
      version: 0,
      feeding: 'not-collected',
      consultation: 'not-collected',
    })
  })

  it('a choice is dated, and told in the history', () => {
    const choices = after({
      feeding: { value: 'not-opposed', at: on(10) },
      consultation: { value: 'accepted', at: on(10) },
    })
    expect(choices).toMatchObject({ feeding: 'not-opposed', feedingAt: on(10), consultation: 'accepted' })
    expect(choices.history.map((one) => one.what)).toEqual([
      'Alimentation du DMP : patient informé, sans opposition.',
      'Consultation du DMP : patient informé, accord.',
    ])
  })

  it('an old choice repeated by a message does not undo what was said since', () => {
    const opposed: NewChoices = { feeding: { value: 'opposed', at: on(12) } }
    expect(after(opposed, { feeding: { value: 'not-opposed', at: on(10) } }).feeding).toBe('opposed')
    expect(after(opposed, { feeding: { value: 'not-opposed', at: on(13) } }).feeding).toBe('not-opposed')
  })

  it('"not collected" is not a choice that undoes one', () => {
    expect(
      after({ feeding: { value: 'opposed', at: on(12) } }, { feeding: { value: 'not-collected', at: on(13) } }).feeding,
    ).toBe('opposed')
  })

  it('a person may say that a choice was recorded by mistake', () => {
    const mistake: NewChoices = { feeding: { value: 'not-collected', at: on(13), deliberate: true } }
    expect(after({ feeding: { value: 'opposed', at: on(12) } }, mistake).feeding).toBe('not-collected')
  })

  it('what changes nothing is nothing', () => {
    const choices = after({ feeding: { value: 'opposed', at: on(12) }, dmpStatus: 'ACTIF' })
    expect(applyChoices(choices, { feeding: { value: 'opposed', at: on(12) }, dmpStatus: 'ACTIF' }, author)).toBe(
      choices,
    )
    expect(applyChoices(choices, { feeding: { value: 'opposed' } }, author)).toBe(choices)
    expect(applyChoices(choices, { feeding: { value: 'not-collected' } }, author)).toBe(choices)
    expect(applyChoices(choices, { dmpStatus: 'FERME' }, author).history.at(-1)?.what).toBe('DMP fermé.')
  })
})
