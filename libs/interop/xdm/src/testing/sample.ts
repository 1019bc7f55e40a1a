import { buildCdaN1, type CdaN1Document } from '@anamnese/interop-cda'
import type { SubmissionSetInput } from '@anamnese/interop-xds'
import type { XdmSender } from '../presentation'

const STRUCTURE = { idNat: '1220000020', name: "CH DE L'ARGOAT" }
const DOCTOR = {
  idNat: '810100000008',
  family: 'KERVADEC',
  given: 'Maëlle',
  prefix: 'DR',
  specialty: { code: 'G15_10/SM04', system: '1.2.250.1.213.1.1.4.5', display: 'Médecin - Cardiologie (SM)' },
  structure: STRUCTURE,
}

/** The letter of an invented stay; `change` makes another one. */
export function sampleCda(change: Partial<CdaN1Document> = {}): Buffer {
  return buildCdaN1({
    id: '1.2.250.1.999.1.1.220.4.1',
    setId: '1.2.250.1.999.1.1.220.4.0',
    versionNumber: 1,
    type: { code: '11490-0', system: '2.16.840.1.113883.6.1', display: 'Lettre de liaison à la sortie' },
    title: 'Lettre de liaison à la sortie',
    createdAt: '2026-11-25T10:15:00+01:00',
    patient: {
      traits: {
        birthName: 'PAT-TROIS',
        firstBirthGivenName: 'DOMINIQUE',
        birthGivenNames: 'DOMINIQUE MARIE-LOUISE',
        birthDate: '1979-03-28',
        sex: 'F',
        birthPlaceCode: '51215',
      },
      ins: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
      localIds: [{ root: '1.2.250.1.999.1.1.220.2', extension: '000003' }],
    },
    authors: [{ professional: DOCTOR, time: '2026-11-25T10:15:00+01:00' }],
    legalAuthenticator: { professional: DOCTOR, time: '2026-11-25T10:15:00+01:00' },
    custodian: STRUCTURE,
    recipients: [],
    acts: [
      {
        start: '2026-11-20T09:00:00+01:00',
        performer: DOCTOR,
        practiceSetting: {
          code: 'ETABLISSEMENT',
          system: '1.2.250.1.213.1.1.4.9',
          display: 'Etablissement de santé',
        },
      },
    ],
    encounter: {
      id: { root: '1.2.250.1.999.1.1.220.3', extension: 'SEJ0001' },
      start: '2026-11-20T09:00:00+01:00',
      facilityType: { code: 'SA01', system: '1.2.250.1.71.4.2.4', display: 'Etablissement public de santé' },
    },
    body: { mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.4 lettre') },
    ...change,
  })
}

export const SET: SubmissionSetInput = {
  author: {
    person: '810100000008^KERVADEC^Maëlle^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS',
    institutions: ["CH DE L'ARGOAT^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1220000020"],
  },
  contentType: { code: '03', system: '1.2.250.1.213.2.2', display: 'Hospitalisation complète' },
  sourceId: '1.2.250.1.999.1.1.220',
  uniqueId: '1.2.250.1.999.1.1.220.5.1',
  at: new Date('2026-11-25T09:20:00Z'),
}

export const SENDER: XdmSender = {
  institution: "CH DE L'ARGOAT",
  idNat: '1220000020',
  application: { name: 'Anamnèse', version: '0.1.0', publisher: 'Anamnèse' },
}
