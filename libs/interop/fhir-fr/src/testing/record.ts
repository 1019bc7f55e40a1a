import type { PatientRecord } from '../patient/record'

/** A qualified patient of the demonstration hospital. */
export function record(change: Partial<PatientRecord> = {}): PatientRecord {
  return {
    id: 'p1',
    version: 3,
    lastUpdated: '2026-11-20T08:12:01.000Z',
    status: 'QUALIFIEE',
    attributes: [],
    traits: {
      birthName: 'PAT-TROIS',
      firstBirthGivenName: 'DOMINIQUE',
      birthGivenNames: 'DOMINIQUE MARIE-LOUISE',
      birthDate: '1979-03-28',
      sex: 'F',
      birthPlaceCode: '51215',
    },
    ins: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
    ipps: [{ value: '000003', authority: { namespace: 'GAM', id: '220000012', type: 'M' } }],
    address: { lines: ['28 AV DE BRETEUIL'], city: 'PARIS', postalCode: '75007', country: 'FRA' },
    telecoms: [{ system: 'tel', value: '0600000000' }],
    generalPractitioner: { idNat: '810100000016', family: 'TANGUY', given: 'PAUL' },
    ...change,
  }
}
