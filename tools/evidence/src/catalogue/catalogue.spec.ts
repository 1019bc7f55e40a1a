import { SCENARIOS } from '../scenarios'
import { REQUIREMENTS } from '.'

describe('the catalogue of requirements', () => {
  it('names each requirement once, in a French sentence', () => {
    const ids = REQUIREMENTS.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    for (const { id, title } of REQUIREMENTS) {
      expect(id).toMatch(/^[A-Z]+(\/[A-Za-z0-9]+)*\.[0-9]+$/)
      expect(title.length).toBeGreaterThan(15)
    }
  })

  it('holds every requirement that a scenario proves, and no scenario is for an organisational proof', () => {
    const provable = REQUIREMENTS.filter(({ proof }) => proof === 'scenario').map(({ id }) => id)
    for (const { id } of SCENARIOS) expect(provable).toContain(id)
    expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(SCENARIOS.length)
  })
})
