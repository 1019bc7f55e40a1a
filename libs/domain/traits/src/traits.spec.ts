import { birthPlaceKind } from './birth-place'
import { formatCivilDate, interpretedDate, isCivilDate, isLunarDate } from './civil-date'
import { changedStrictTraits, contradictingTraits, missingMinimumTraits } from './compare'
import type { IdentityTraits } from './identity-traits'

describe('birth date', () => {
  it('is a real day', () => {
    expect(['1979-03-28', '2024-02-29', '1900-12-31'].every(isCivilDate)).toBe(true)
    expect(['2023-02-29', '1979-13-01', '1979-00-10', '1979-3-28', '19790328', ''].some(isCivilDate)).toBe(false)
  })

  it('a lunar date is recognised as such', () => {
    expect(isLunarDate('1950-13-32')).toBe(true)
    expect(isLunarDate('1950-02-31')).toBe(true)
    expect(isLunarDate('1950-02-21')).toBe(false)
  })

  it('is interpreted when a part is not known', () => {
    expect(interpretedDate({ year: 1950, month: 4 })).toBe('1950-04-01')
    expect(interpretedDate({ year: 1950, day: 17 })).toBe('1950-01-17')
    expect(interpretedDate({ year: 1950 })).toBe('1950-12-31')
  })

  it('is shown day first', () => {
    expect(formatCivilDate('1979-03-28')).toBe('28/03/1979')
  })
})

describe('birth place (COG)', () => {
  it.each([
    ['51215', 'commune'],
    ['2B020', 'commune'],
    ['20004', 'commune'],
    ['97411', 'commune'],
    ['98818', 'commune'],
    ['99109', 'country'],
    ['99999', 'unknown'],
    ['2C020', undefined],
    ['5121', undefined],
    ['00123', undefined],
    ['96001', undefined],
    ['FRANCE', undefined],
  ])('%s is a %s', (code, kind) => {
    expect(birthPlaceKind(code)).toBe(kind)
  })
})

describe('comparing traits', () => {
  const traits: IdentityTraits = {
    birthName: "D'OEUVRE-LE GALL",
    firstBirthGivenName: 'ELISE',
    birthGivenNames: 'ELISE ANNE',
    birthDate: '1979-03-28',
    sex: 'F',
    birthPlaceCode: '51215',
    usedName: 'MARTIN',
  }

  it('a change of a strict trait is seen, that of a used name is not one', () => {
    expect(changedStrictTraits(traits, { ...traits, usedName: 'DURAND' })).toEqual([])
    expect(changedStrictTraits(traits, { ...traits, birthDate: '1979-03-29', sex: 'M' })).toEqual(['birthDate', 'sex'])
    const { birthPlaceCode: _, ...without } = traits
    expect(changedStrictTraits(traits, without)).toEqual(['birthPlaceCode'])
  })

  it('writing differently contradicts nothing, nor does what is not known', () => {
    expect(contradictingTraits(traits, { birthName: 'd’Œuvre Le Gall', firstBirthGivenName: 'Élise' })).toEqual([])
    expect(contradictingTraits(traits, { birthName: 'DOEUVRE', birthDate: '1979-03-28' })).toEqual(['birthName'])
  })

  it('five traits are needed to create an identity', () => {
    expect(missingMinimumTraits(traits)).toEqual([])
    expect(missingMinimumTraits({ birthName: 'X', sex: 'U' })).toEqual([
      'firstBirthGivenName',
      'birthDate',
      'birthPlaceCode',
    ])
  })
})
