import { otherWriter } from './editor'

const at = Date.parse('2026-11-23T10:00:00Z')
const saved = { savedBy: 'Yann LE GOFF', savedAt: '2026-11-23T10:00:00Z' }

describe('two people on one draft', () => {
  it('see each other for two minutes after a save', () => {
    expect(otherWriter(saved, 'Dr Maëlle KERVADEC', at + 60_000)).toBe('Yann LE GOFF')
    expect(otherWriter(saved, 'Dr Maëlle KERVADEC', at + 180_000)).toBeUndefined()
  })

  it('one never hides the letter from oneself', () => {
    expect(otherWriter(saved, 'Yann LE GOFF', at)).toBeUndefined()
  })

  it('is over once the letter was submitted or given back, until it is saved again', () => {
    const savedAt = '2026-11-23T10:00:00.050Z'
    const at = '2026-11-23T10:00:00Z'
    const now = Date.parse(at) + 5_000
    const review = { submittedBy: 'Soazig RIOU', submittedAt: at }
    expect(otherWriter({ savedBy: 'Soazig RIOU', savedAt, review }, 'moi', now)).toBeUndefined()
    const returned = { by: 'Dr KERVADEC', at, comment: 'À revoir' }
    expect(otherWriter({ savedBy: 'Dr KERVADEC', savedAt, returned }, 'moi', now)).toBeUndefined()
    const later = { savedBy: 'Soazig RIOU', savedAt: '2026-11-23T10:00:04Z', returned }
    expect(otherWriter(later, 'moi', now)).toBe('Soazig RIOU')
  })
})
