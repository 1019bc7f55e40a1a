import type { PatientDetail } from '@anamnese/contracts'
import { birthOf, changesOf, changesStrict, contactOf, draftOfPatient, EMPTY_DRAFT, traitsOf } from './traits-draft'

const patient = {
  traits: { birthName: 'LE GALL', firstBirthGivenName: 'ANNE', birthDate: '1979-03-28', sex: 'F', usedName: 'MARTIN' },
  address: { lines: ['1 rue des Ajoncs'], city: 'GUINGAMP', postalCode: '22200' },
  telecoms: [{ system: 'tel', value: '0600000000' }],
} as unknown as PatientDetail

describe('the form of traits', () => {
  const opened = draftOfPatient(patient)

  it('sends only what the person changed', () => {
    expect(changesOf(opened, opened)).toEqual({})
    expect(changesOf(opened, { ...opened, usedName: '', birthDate: '29/03/1979' })).toEqual({
      traits: { birthDate: '1979-03-29', usedName: null },
    })
    expect(changesOf(opened, { ...opened, city: '', street: '', postalCode: '' })).toEqual({ address: null })
    expect(changesOf(opened, { ...opened, email: 'a@b.example' }).telecoms).toHaveLength(2)
  })

  it('knows which changes are those of the identity', () => {
    expect(changesStrict(opened, { ...opened, usedName: 'DURAND', city: 'PARIS' })).toBe(false)
    expect(changesStrict(opened, { ...opened, sex: 'M' })).toBe(true)
  })

  it('leaves a date that is not one for the rules to refuse', () => {
    expect(traitsOf({ ...EMPTY_DRAFT, birthDate: '31/02/1979' })).toEqual({ birthDate: '31/02/1979' })
    expect(birthOf({ ...EMPTY_DRAFT, precision: 'day-unknown' })).toEqual({ precision: 'day-unknown' })
    expect(contactOf(EMPTY_DRAFT)).toEqual({ address: null, telecoms: [] })
  })
})
