import { type Choices, noChoices } from './choices'
import { withMerged, withoutMerged } from './merged-choices'

const author = { name: 'Fusion de dossiers', at: '2026-11-25T10:00:00.000Z' }
const choices = (id: string, change: Partial<Choices> = {}): Choices => ({ ...noChoices(id, '220000020'), ...change })
const on = (day: number) => `2026-11-${String(day)}T08:00:00.000Z`

describe('choices of records that are merged', () => {
  it('the more protective of each wins, whatever their dates, and is traced', () => {
    const survivor = choices('s', {
      feeding: 'not-opposed',
      feedingAt: on(20),
      consultation: 'refused',
      consultationAt: on(5),
    })
    const absorbed = choices('a', {
      feeding: 'opposed',
      feedingAt: on(10),
      consultation: 'accepted',
      consultationAt: on(10),
    })
    const merged = withMerged(survivor, absorbed, author)
    expect(merged).toMatchObject({
      feeding: 'opposed',
      feedingAt: on(10),
      consultation: 'refused',
      consultationAt: on(5),
    })
    expect(merged.history.at(-1)?.what).toContain('le plus protecteur')
  })

  it('a choice beside none is kept, as is the state of the DMP', () => {
    const absorbed = choices('a', { feeding: 'not-opposed', feedingAt: on(10), dmpStatus: 'ACTIF' })
    expect(withMerged(choices('s'), absorbed, author)).toMatchObject({ feeding: 'not-opposed', dmpStatus: 'ACTIF' })
    const survivor = choices('s', { feeding: 'opposed' })
    expect(withMerged(survivor, choices('a'), author)).toBe(survivor)
  })

  it('undoing gives back what was before, and nothing that was said since', () => {
    const survivor = choices('s', { feeding: 'not-opposed', feedingAt: on(20) })
    const merged = withMerged(survivor, choices('a', { feeding: 'opposed', feedingAt: on(10) }), author)
    expect(withoutMerged(merged, 'a', author)).toMatchObject({ feeding: 'not-opposed', feedingAt: on(20), merges: [] })
    const since = { ...merged, consultation: 'refused' as const, consultationAt: on(24) }
    expect(withoutMerged(since, 'a', author)).toMatchObject({ feeding: 'not-opposed', consultation: 'refused' })
    const changed = { ...merged, feeding: 'not-opposed' as const, feedingAt: on(24) }
    expect(withoutMerged(changed, 'a', author)).toMatchObject({ feedingAt: on(24) })
    expect(withoutMerged(survivor, 'a', author)).toBe(survivor)
  })

  it('said again, it does not undo what the patient chose since', () => {
    const absorbed = choices('a', { feeding: 'opposed', feedingAt: on(10) })
    const merged = withMerged(choices('s'), absorbed, author)
    const since = { ...merged, feeding: 'not-opposed' as const, feedingAt: on(24) }
    expect(withMerged(since, absorbed, author)).toBe(since)
    const later = { ...absorbed, consultation: 'refused' as const, consultationAt: on(25) }
    expect(withMerged(since, later, author)).toMatchObject({ consultation: 'refused' })
  })
})
