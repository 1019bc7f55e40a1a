import { placeName, plural, professionalName, unitName } from './people'

describe('people and places as they are named', () => {
  it('puts the title first and the family name in capitals', () => {
    expect(professionalName({ idNat: '8', family: 'Kervadec', given: 'Maëlle', prefix: 'DR' })).toBe(
      'Dr Maëlle KERVADEC',
    )
    expect(professionalName({ family: 'TANGUY' })).toBe('TANGUY')
  })

  it('names a unit by its label, a bed by its room', () => {
    expect(unitName({ code: '6268', label: 'CARDIOLOGIE' })).toBe('CARDIOLOGIE')
    expect(unitName({ code: '6268' })).toBe('Unité 6268')
    expect(placeName('12', 'B')).toBe('chambre 12, lit B')
    expect(placeName(undefined, undefined)).toBe('sans lit')
  })

  it('counts in French: zero and one are singular', () => {
    expect(plural(0, 'patient')).toBe('0 patient')
    expect(plural(1, 'patient')).toBe('1 patient')
    expect(plural(2, 'document')).toBe('2 documents')
  })
})
