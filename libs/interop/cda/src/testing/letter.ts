import type { CdaN1Document, N1Professional } from '../n1-document'

/** An invented discharge letter, for tests: a test identity of the INS, people and a hospital that do not exist. */
export const PHYSICIAN: N1Professional = {
  idNat: '810100000000',
  family: 'KERVADEC',
  given: 'Maëlle',
  prefix: 'DR',
  specialty: { code: 'G15_10/SM04', system: '1.2.250.1.213.1.1.4.5' },
  structure: { idNat: '1220000020', name: "CH DE L'ARGOAT" },
  telecoms: [{ value: 'tel:02 96 00 00 00', use: 'WP' }],
}

export const LETTER: CdaN1Document = {
  id: '1.2.250.1.999.1.1.220.4.1001',
  setId: '1.2.250.1.999.1.1.220.4.1000',
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
      usedName: "L'HÉRITIER & FILS",
    },
    ins: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
    localIds: [{ root: '1.2.250.1.999.1.1.220.2', extension: '000003' }],
    address: { lines: ['3 rue des Ajoncs'], postalCode: '22200', city: 'GUINGAMP', country: 'FRANCE' },
    telecoms: [{ value: 'tel:0600000000', use: 'MC' }],
  },
  authors: [{ professional: PHYSICIAN, time: '2026-11-24T15:00:00Z' }],
  legalAuthenticator: { professional: PHYSICIAN, time: '2026-11-24T15:04:05Z' },
  custodian: { idNat: '1220000020', name: "CH DE L'ARGOAT", telecoms: [{ value: 'tel:0296000000', use: 'WP' }] },
  recipients: [
    {
      idNat: '810100000018',
      name: { family: 'TANGUY', given: 'Paul', suffix: 'DR' },
      structure: { name: 'Cabinet du Dr TANGUY' },
      telecoms: [{ value: 'mailto:paul.tanguy@medecin.mssante.example' }],
    },
  ],
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
    id: { root: '1.2.250.1.999.1.1.220.3', extension: '000897406' },
    type: { code: 'IMP', system: '2.16.840.1.113883.5.4' },
    start: '2026-11-20T08:30:00Z',
    end: '2026-11-24T15:00:00Z',
    dischargeDisposition: { code: '8', display: 'Domicile' },
    responsible: PHYSICIAN,
    facilityType: { code: 'SA01', system: '1.2.250.1.71.4.2.4' },
    facilityName: 'CARDIOLOGIE',
  },
  body: { mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.4\n%âãÏÓ\n') },
}
