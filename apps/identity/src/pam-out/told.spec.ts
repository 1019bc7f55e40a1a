import type { PatientChangedData } from '@anamnese/contracts'
import { newsOf, tellable, type Told } from './told'

const IPP = { value: '000003', authority: { namespace: 'GAM', id: '220000012', type: 'M' } }
const INS = { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' }
const OTHER_INS = { ...INS, matricule: '260058815400233' }
const patient = (changes: Partial<PatientChangedData> = {}): PatientChangedData => ({
  patientId: 'p1',
  establishment: '220000020',
  version: 1,
  status: 'PROVISOIRE',
  attributes: [],
  traits: { birthName: 'PAT-TROIS', firstBirthGivenName: 'DOMINIQUE', birthDate: '1979-03-28', sex: 'F' },
  ipps: [IPP],
  telecoms: [],
  changedAt: '2026-03-10T08:00:00Z',
  ...changes,
})
const rules = { production: false, domains: [] }
const told = (changes: Partial<PatientChangedData> = {}): Told => tellable(patient(changes), rules)!
const events = (before: Told | undefined, now: Told, existed = false) =>
  newsOf(before, now, existed).map((news) => news.event)
const qualified = { status: 'QUALIFIEE', ins: INS } as const

describe('what a subscriber may be told', () => {
  it('the INS of a qualified identity only', () => {
    expect(told(qualified).ins).toEqual(INS)
    for (const status of ['RECUPEREE', 'VALIDEE', 'PROVISOIRE'] as const) {
      expect(told({ status, ins: INS }).ins).toBeUndefined()
    }
  })

  it('an INS of test never leaves an installation in production, nor the other way round', () => {
    expect(tellable(patient(qualified), { production: true, domains: [] })?.ins).toBeUndefined()
    const real = { ...INS, oid: '1.2.250.1.213.1.4.8' }
    expect(tellable(patient({ ...qualified, ins: real }), rules)?.ins).toBeUndefined()
    expect(tellable(patient({ ...qualified, ins: real }), { production: true, domains: [] })?.ins).toEqual(real)
  })

  it('the identifiers of the domains that it wants, and nothing of a patient who has none', () => {
    expect(tellable(patient(), { production: false, domains: ['GAM'] })?.ipps).toEqual([IPP])
    expect(tellable(patient(), { production: false, domains: ['LABO'] })).toBeUndefined()
  })

  it('a recovered identity is provisional for others', () => {
    expect(told({ status: 'RECUPEREE', ins: INS }).reliability).toBe('PROV')
    expect(told({ status: 'VALIDEE' }).reliability).toBe('VALI')
  })
})

describe('the messages that bring it up to date', () => {
  it.each<[string, Told | undefined, Told, string[]]>([
    ['a new patient is created', undefined, told(), ['A28']],
    ['the same identity is not told again', told(), told(), []],
    ['a trait that changes is an update', told(), told({ attributes: ['HOMONYME'] }), ['A31']],
    ['an INS that comes is an update', told(), told(qualified), ['A31']],
    ['an INS withdrawn is a deletion', told(qualified), told(), ['A47']],
    ['an identity back to validated withdraws its INS', told(qualified), told({ status: 'VALIDEE' }), ['A47']],
    ['an INS replaced is a change', told(qualified), told({ ...qualified, ins: OTHER_INS }), ['A47']],
    [
      'an INS withdrawn with a trait that changes is a deletion then an update',
      told(qualified),
      told({ telecoms: [{ system: 'tel', value: '0600000000' }] }),
      ['A47', 'A31'],
    ],
    ['an IPP replaced is a change', told(), told({ ipps: [{ ...IPP, value: '000004' }] }), ['A47', 'A31'].slice(0, 1)],
    ['an IPP added is an update', told(), told({ ipps: [IPP, { ...IPP, value: '000004' }] }), ['A31']],
    ['a merge eliminates the identifiers that were told', told(), told({ mergedInto: 'p2' }), ['A40']],
    ['a merge told is not told again', told({ mergedInto: 'p2' }), told({ mergedInto: 'p2' }), []],
    ['a patient never told and merged is not told', undefined, told({ mergedInto: 'p2' }), []],
    ['a merge undone creates the record again', told({ mergedInto: 'p2' }), told(), ['A28']],
  ])('%s', (_, before, now, expected) => {
    expect(events(before, now)).toEqual(expected)
  })

  it('a temporary number that becomes the registered one is an update', () => {
    const production = { production: true, domains: [] }
    const nia = tellable(patient({ ...qualified, ins: { ...INS, oid: '1.2.250.1.213.1.4.9' } }), production)!
    const nir = tellable(patient({ ...qualified, ins: { ...OTHER_INS, oid: '1.2.250.1.213.1.4.8' } }), production)!
    expect(events(nia, nir)).toEqual(['A31'])
    expect(events(nir, nia)).toEqual(['A47'])
  })

  it('a patient older than the subscriber is told as an update, its merge too', () => {
    expect(events(undefined, told(), true)).toEqual(['A31'])
    expect(events(undefined, told({ mergedInto: 'p2' }), true)).toEqual(['A40'])
  })
})
