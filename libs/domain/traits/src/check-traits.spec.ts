import { ageOn, birthDateDefect } from './birth-date'
import { checkTraits } from './check-traits'
import type { IdentityTraits } from './identity-traits'
import { demotingChanges } from './strict-change'

const TODAY = '2026-11-25'
const traits: IdentityTraits = {
  birthName: "D'OEUVRE--LE GALL",
  firstBirthGivenName: 'JEAN',
  birthGivenNames: 'JEAN CHRISTOPHE PIERRE',
  birthDate: '1979-03-28',
  sex: 'M',
  birthPlaceCode: '51215',
}
const codes = (changes: Partial<IdentityTraits>): string[] =>
  checkTraits({ ...traits, ...changes }, TODAY).errors.map(({ trait, code }) => `${trait} ${code}`)

describe('traits that are to be recorded (RNIV)', () => {
  it('five are needed', () => {
    expect(checkTraits({}, TODAY).errors.map(({ trait }) => trait)).toEqual([
      'birthName',
      'firstBirthGivenName',
      'birthDate',
      'sex',
      'birthPlaceCode',
    ])
    expect(codes({})).toEqual([])
  })

  it.each([
    [{ birthName: 'MARTIN3' }, ['birthName CHARACTER']],
    [{ firstBirthGivenName: 'ANNE--MARIE', birthGivenNames: 'ANNE--MARIE' }, 2],
    [{ usedName: '-X' }, ['usedName START']],
    [{ birthDate: '2023-02-29' }, ['birthDate FORMAT']],
    [{ birthDate: '1950-13-31' }, ['birthDate LUNAR']],
    [{ birthDate: '1950-05-32' }, ['birthDate LUNAR']],
    [{ birthDate: '2026-11-26' }, ['birthDate FUTURE']],
    [{ birthPlaceCode: '2C004' }, ['birthPlaceCode FORMAT']],
    [{ birthName: 'A'.repeat(101) }, ['birthName LENGTH']],
  ] as const)('%j is refused', (changes, expected) => {
    if (typeof expected === 'number') expect(codes(changes)).toHaveLength(expected)
    else expect(codes(changes)).toEqual(expected)
  })

  it('names of a hundred characters, an undetermined sex and a day of today are accepted', () => {
    expect(codes({ birthName: 'A'.repeat(100), sex: 'U', birthDate: TODAY })).toEqual([])
  })

  it('a first given name that does not start the list, and a great age, alert without refusing', () => {
    const answer = checkTraits({ ...traits, firstBirthGivenName: 'PIERRE', birthDate: '1890-01-01' }, TODAY)
    expect(answer.errors).toEqual([])
    expect(answer.alerts.map(({ code }) => code)).toEqual(['NOT_IN_LIST', 'AGE'])
  })

  it('age counts whole years', () => {
    expect([ageOn('2000-11-26', TODAY), ageOn('2000-11-25', TODAY)]).toEqual([25, 26])
    expect(birthDateDefect(TODAY, TODAY)).toBeUndefined()
  })
})

describe('a change of a strict trait', () => {
  it('demotes, except the correction of the first given name within its list (guide INS EXI ID 10)', () => {
    expect(demotingChanges(traits, { ...traits, firstBirthGivenName: 'JEAN-CHRISTOPHE' })).toEqual([])
    expect(demotingChanges(traits, { ...traits, firstBirthGivenName: 'PIERRE' })).toEqual(['firstBirthGivenName'])
    expect(
      demotingChanges(traits, { ...traits, firstBirthGivenName: 'PAUL', birthGivenNames: 'PAUL PIERRE' }),
    ).toHaveLength(2)
    expect(demotingChanges(traits, { ...traits, usedName: 'X' })).toEqual([])
    expect(demotingChanges(traits, { ...traits, sex: 'F' })).toEqual(['sex'])
  })
})
