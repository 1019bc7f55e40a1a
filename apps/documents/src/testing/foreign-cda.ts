import type { Ins } from '@anamnese/domain-ins'
import { buildCdaN1, type CdaN1Document } from '@anamnese/interop-cda'

const LABORATORY = { idNat: '1220000999', name: 'LABORATOIRE DES AJONCS' }
const BIOLOGIST = {
  idNat: '810100000057',
  family: 'BODIN',
  given: 'Erwan',
  prefix: 'DR',
  specialty: { code: 'G15_10/SM03', system: '1.2.250.1.213.1.1.4.5', display: 'Biologie médicale' },
  structure: LABORATORY,
}

/** An INS of the test domain for the n-th invented patient; its key is right. */
export function testIns(n: number): Ins {
  const body = `27903512${String(n).padStart(5, '0')}`
  const key = 97 - Number(BigInt(body) % 97n)
  return { matricule: `${body}${String(key).padStart(2, '0')}`, oid: '1.2.250.1.213.1.4.10' }
}

export type ForeignChange = Partial<Omit<CdaN1Document, 'patient'>> & { patient?: Partial<CdaN1Document['patient']> }

/** A report of another structure, about the patient of the tests unless told otherwise. */
export function foreignCda(number: number, change: ForeignChange = {}): Buffer {
  const { patient, ...rest } = change
  return buildCdaN1({
    id: `1.2.250.1.999.2.4.${number}`,
    setId: `1.2.250.1.999.2.5.${number}`,
    versionNumber: 1,
    type: { code: '11502-2', system: '2.16.840.1.113883.6.1', display: 'CR d’examens biologiques' },
    title: 'CR d’examens biologiques',
    createdAt: '2026-11-20T10:15:00+01:00',
    patient: {
      traits: {
        birthName: 'PAT-TROIS',
        firstBirthGivenName: 'DOMINIQUE',
        birthGivenNames: 'DOMINIQUE MARIE-LOUISE',
        birthDate: '1979-03-28',
        sex: 'F',
        birthPlaceCode: '51215',
      },
      localIds: [{ root: '1.2.250.1.999.2.2', extension: String(number) }],
      ...patient,
    },
    authors: [{ professional: BIOLOGIST, time: '2026-11-20T10:15:00+01:00' }],
    legalAuthenticator: { professional: BIOLOGIST, time: '2026-11-20T10:15:00+01:00' },
    custodian: LABORATORY,
    recipients: [],
    acts: [
      {
        start: '2026-11-20T09:00:00+01:00',
        performer: BIOLOGIST,
        practiceSetting: { code: 'AMBULATOIRE', system: '1.2.250.1.213.1.1.4.9', display: 'Ambulatoire' },
      },
    ],
    encounter: {
      id: { root: '1.2.250.1.999.2.3', extension: '1' },
      start: '2026-11-20T09:00:00+01:00',
      facilityType: { code: 'SA25', system: '1.2.250.1.71.4.2.4', display: 'Laboratoire de biologie médicale' },
    },
    body: { mediaType: 'application/pdf', bytes: Buffer.from(`%PDF-1.4 compte rendu ${number}`) },
    ...rest,
  })
}
