import { formatSex, IDENTITY_STATUSES, patientName, usedIdentity } from './identity'

const traits = {
  birthName: 'PAT-TROIS',
  firstBirthGivenName: 'DOMINIQUE',
  birthDate: '1979-03-28',
  sex: 'F' as const,
}

describe('an identity as the banner shows it', () => {
  it('gives the sex and the status as words', () => {
    expect(formatSex('U')).toBe('Indéterminé')
    expect(new Set(Object.values(IDENTITY_STATUSES).map((status) => status.word)).size).toBe(4)
  })

  it('adds the used name only when it differs from the birth name', () => {
    expect(usedIdentity(traits)).toBeUndefined()
    expect(usedIdentity({ ...traits, usedName: 'PAT-TROIS', usedGivenName: 'DOMINIQUE' })).toBeUndefined()
    expect(usedIdentity({ ...traits, usedName: 'LE BIHAN' })).toEqual({ name: 'LE BIHAN' })
    expect(usedIdentity({ ...traits, usedGivenName: 'DOM' })).toEqual({ givenName: 'DOM' })
  })

  it('names a patient by birth name and first given name', () => {
    expect(patientName(traits)).toBe('PAT-TROIS DOMINIQUE')
  })
})
