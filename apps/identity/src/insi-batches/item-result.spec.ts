import type { InsiCall } from '../insi/insi-call'
import type { Patient } from '../patients/patient'
import { reasonToSkip, searchResult, verifyResult } from './item-result'

const TRAITS = {
  birthName: 'CORSE',
  firstBirthGivenName: 'ANTHONY',
  birthDate: '1980-03-02',
  sex: 'M' as const,
  birthPlaceCode: '2B020',
}
const INS = { matricule: '180032B02040123', oid: '1.2.250.1.213.1.4.10' }
const patient = (over: Partial<Patient> = {}): Patient =>
  ({ _id: 'p', attributes: [], sources: [], traits: TRAITS, ...over }) as unknown as Patient
const call = (outcome: InsiCall['outcome'], over: object = {}, missing: string[] = []): InsiCall =>
  ({
    outcome,
    message: 'Ce que dit INSi.',
    ...(outcome === 'found' ? { identity: { ins: INS, history: [], traits: { ...TRAITS, ...over }, missing } } : {}),
  }) as unknown as InsiCall

describe('a record of a batch', () => {
  it('is skipped when there is nothing to ask, with why', () => {
    const source = { id: 's', mode: 'APP_VITALE', active: true }
    expect(reasonToSkip(null, 'search')).toContain('n’existe plus')
    expect(reasonToSkip(patient({ mergedInto: 'q' }), 'search')).toContain('fusionné')
    expect(reasonToSkip(patient({ attributes: ['DOUTEUSE'] }), 'search')).toContain('douteuse')
    expect(reasonToSkip(patient({ sources: [source as never] }), 'search')).toContain('appli carte Vitale')
    expect(reasonToSkip(patient(), 'verify')).toContain('pas d’INS')
    expect(reasonToSkip(patient({ ins: INS }), 'verify')).toBeUndefined()
    expect(reasonToSkip(patient(), 'search')).toBeUndefined()
  })

  it('is to accept, confirmed, or for a person to decide, after a search', () => {
    expect(searchResult(call('found'), patient()).outcome).toBe('found')
    expect(searchResult(call('found'), patient({ ins: INS })).outcome).toBe('same')
    expect(searchResult(call('found', { birthDate: '1980-03-03' }), patient()).outcome).toBe('differs')
    const other = { ...INS, matricule: '297022A02077878' }
    expect(searchResult(call('found'), patient({ ins: other })).message).toContain('une autre INS')
    expect(searchResult(call('found', {}, ['birthPlaceCode']), patient()).outcome).toBe('differs')
    expect(searchResult(call('not-found'), patient()).outcome).toBe('not-found')
    expect(searchResult(call('several'), patient()).outcome).toBe('several')
  })

  it.each([
    ['confirmed', 'same'],
    ['different', 'differs'],
    ['several', 'several'],
    ['not-found', 'not-found'],
    ['refuted', 'refuted'],
  ] as const)('after a verification, %s is %s', (outcome, result) => {
    expect(verifyResult(call(outcome))).toEqual({ outcome: result, message: 'Ce que dit INSi.' })
  })
})
