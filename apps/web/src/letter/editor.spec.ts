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
})
