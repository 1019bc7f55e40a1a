import type { CdaPatient } from '@anamnese/interop-cda'
import { patientOf } from '../projections/patient'
import { patient as patientData } from '../testing/world'
import { type Candidates, type Match, matchPatient } from './match'

const ours = patientOf(patientData('p1'))
const document: CdaPatient = {
  ids: [],
  localIds: [],
  telecoms: [],
  ins: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
  birthName: 'Pat-Trois',
  firstBirthGivenName: 'DOMINIQUE',
  birthDate: '1979-03-28',
  sex: 'F',
  birthPlaceCode: '51215',
}
const { ins: _ins, ...withoutIns } = document
const none: Candidates = { byIns: [], byIpp: [], byTraits: [] }
const usual = { despiteDifferences: false, integrateByIpp: false }
const asked = (match: Match): string => (match.decision === 'ask' ? match.reason.code : 'integrate')

describe('the patient of a document that arrives', () => {
  it('is that of a qualified INS with the same strict traits, whatever the case of the names', () => {
    expect(matchPatient(document, { ...none, byIns: [ours] }, usual)).toEqual({ decision: 'integrate', patient: ours })
  })

  it('is not decided when one strict trait differs: the traits are named, the suggestion carries them', () => {
    const match = matchPatient({ ...document, birthDate: '1979-03-29' }, { ...none, byIns: [ours] }, usual)
    expect(match).toMatchObject({
      decision: 'ask',
      reason: { code: 'INS.TRAITS_DIFFER' },
      suggestion: { patientId: 'p1', ground: 'ins', differences: ['Date de naissance'] },
    })
  })

  it('is not decided when the identity is not qualified here, is doubtful, or the document lacks traits', () => {
    expect(asked(matchPatient(document, { ...none, byIns: [{ ...ours, status: 'VALIDEE' }] }, usual))).toBe(
      'INS.NOT_QUALIFIED',
    )
    expect(asked(matchPatient(document, { ...none, byIns: [{ ...ours, attributes: ['DOUTEUSE'] }] }, usual))).toBe(
      'INS.NOT_QUALIFIED',
    )
    const { sex: _sex, ...incomplete } = document
    expect(asked(matchPatient(incomplete, { ...none, byIns: [ours] }, usual))).toBe('INS.INCOMPLETE')
  })

  it('without an INS is suggested by the IPP and the traits, and decided by them only when configured', () => {
    const candidates = { ...none, byIpp: [ours] }
    expect(matchPatient(withoutIns, candidates, usual)).toMatchObject({
      reason: { code: 'INS.ABSENT' },
      suggestion: { ground: 'ipp' },
    })
    expect(asked(matchPatient(withoutIns, candidates, { ...usual, integrateByIpp: true }))).toBe('integrate')
    expect(asked(matchPatient({ ...withoutIns, sex: 'M' }, candidates, { ...usual, integrateByIpp: true }))).toBe(
      'PATIENT.UNKNOWN',
    )
  })

  it('is suggested by unique traits, and not at all when several have them', () => {
    expect(matchPatient(withoutIns, { ...none, byTraits: [ours] }, usual)).toMatchObject({
      suggestion: { ground: 'traits' },
    })
    const several = matchPatient(withoutIns, { ...none, byTraits: [ours, { ...ours, _id: 'p2' }] }, usual)
    expect(several).toEqual(
      expect.objectContaining({
        decision: 'ask',
        reason: expect.objectContaining({ code: 'PATIENT.SEVERAL' }) as object,
      }),
    )
    expect(several).not.toHaveProperty('suggestion')
  })

  it('whose INS differs is never suggested by his traits', () => {
    const other = { ...document, ins: { matricule: '279035121518900', oid: '1.2.250.1.213.1.4.10' } }
    expect(asked(matchPatient(other, { ...none, byTraits: [ours] }, usual))).toBe('PATIENT.UNKNOWN')
  })

  it('that a person chose is checked against what the document says, unless they insist', () => {
    expect(asked(matchPatient(document, { ...none, chosen: ours }, usual))).toBe('integrate')
    expect(asked(matchPatient(undefined, { ...none, chosen: ours }, usual))).toBe('integrate')
    const other = { ...document, birthName: 'AUTRE' }
    expect(asked(matchPatient(other, { ...none, chosen: ours }, usual))).toBe('PATIENT.DIFFERS')
    expect(asked(matchPatient(other, { ...none, chosen: ours }, { ...usual, despiteDifferences: true }))).toBe(
      'integrate',
    )
  })

  it('that nothing says is asked', () => {
    expect(asked(matchPatient(undefined, none, usual))).toBe('PATIENT.NOT_SAID')
    expect(asked(matchPatient(document, none, usual))).toBe('PATIENT.UNKNOWN')
  })
})
