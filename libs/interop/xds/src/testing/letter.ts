import { buildCdaN1, type CdaN1Document, type N1Professional } from '@anamnese/interop-cda'
import type { SubmissionSetInput } from '../build-submission'
import { structureInstitution } from '../hl7-values'

const PHYSICIAN: N1Professional = {
  idNat: '810100000008',
  family: 'KERVADEC',
  given: 'Maëlle',
  prefix: 'DR',
  specialty: {
    code: 'G15_10/SM04',
    system: '1.2.250.1.213.1.1.4.5',
    display: 'Médecin - Cardiologie et maladies vasculaires (SM)',
  },
  structure: { idNat: '1220000020', name: "CH DE L'ARGOAT" },
}

/** OID of the invented hospital */
export const TEST_ROOT = '1.2.250.1.999.1.1.220'

/** A discharge letter about an invented stay, for tests of what carries documents. */
export function testLetter(over: Partial<CdaN1Document> & { number?: number } = {}): Buffer {
  const { number = 1001, ...rest } = over
  return buildCdaN1({
    id: `${TEST_ROOT}.4.${number}`,
    setId: `${TEST_ROOT}.4.1000`,
    versionNumber: 1,
    type: {
      code: '11490-0',
      system: '2.16.840.1.113883.6.1',
      display: "Lettre de liaison à la sortie d'un établissement de soins",
    },
    title: 'Lettre de liaison à la sortie',
    createdAt: '2026-11-24T15:04:05Z',
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
      localIds: [{ root: `${TEST_ROOT}.2`, extension: '000003' }],
    },
    authors: [{ professional: PHYSICIAN, time: '2026-11-24T15:00:00Z' }],
    legalAuthenticator: { professional: PHYSICIAN, time: '2026-11-24T15:04:05Z' },
    custodian: { idNat: '1220000020', name: "CH DE L'ARGOAT" },
    recipients: [],
    acts: [
      {
        code: { code: 'IMP', system: '2.16.840.1.113883.5.4' },
        start: '2026-11-20T08:30:00Z',
        end: '2026-11-24T15:00:00Z',
        performer: PHYSICIAN,
        practiceSetting: { code: 'ETABLISSEMENT', system: '1.2.250.1.213.1.1.4.9' },
      },
    ],
    encounter: {
      id: { root: `${TEST_ROOT}.3`, extension: '000897406' },
      type: { code: 'IMP', system: '2.16.840.1.113883.5.4' },
      start: '2026-11-20T08:30:00Z',
      end: '2026-11-24T15:00:00Z',
      responsible: PHYSICIAN,
      facilityType: { code: 'SA01', system: '1.2.250.1.71.4.2.4' },
    },
    body: { mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.4\n') },
    ...rest,
  })
}

/** The submission set of such a letter. */
export function testSubmissionSet(number = 1): SubmissionSetInput {
  return {
    author: {
      person: '810100000008^KERVADEC^Maëlle^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS',
      institutions: [structureInstitution("CH DE L'ARGOAT", '1220000020')],
    },
    contentType: { code: '03', system: '1.2.250.1.213.2.2', display: 'Hospitalisation complète' },
    sourceId: TEST_ROOT,
    uniqueId: `${TEST_ROOT}.5.${number}`,
    at: new Date(),
  }
}
