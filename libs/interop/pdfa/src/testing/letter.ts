import type { PrintedLetter } from '../letter'

/** An invented discharge letter, for tests. */
export const LETTER: PrintedLetter = {
  title: 'Lettre de liaison à la sortie',
  documentId: '1.2.250.1.999.1.1.220.4.1001',
  versionNumber: 1,
  hospital: {
    name: "CH DE L'ARGOAT",
    unit: 'Cardiologie',
    lines: ['1 rue des Ajoncs, 22200 GUINGAMP', 'Tél. 02 96 00 00 00'],
  },
  patient: {
    traits: {
      birthName: 'PAT-TROIS',
      firstBirthGivenName: 'DOMINIQUE',
      birthGivenNames: 'DOMINIQUE MARIE-LOUISE',
      birthDate: '1979-03-28',
      sex: 'F',
      birthPlaceCode: '51215',
      usedName: 'LEROY',
    },
    ins: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
    ipp: '000003',
  },
  stay: { number: '000897406', unit: 'CARDIOLOGIE', start: '2026-11-20T08:30:00Z', end: '2026-11-24T15:00:00Z' },
  recipients: [{ name: 'Dr Paul TANGUY', details: ['Médecine générale', 'paul.tanguy@medecin.mssante.example'] }],
  sections: [
    { heading: "Motif d'hospitalisation", text: 'Douleur thoracique à l’effort. SpO₂ ≥ 94 %, ΔP < 5 µg, β-bloquant.' },
    { heading: 'Synthèse médicale du séjour', text: 'Coronarographie : sténose serrée.\n\nSuites simples.' },
    { heading: 'Suites à donner', text: '' },
  ],
  author: { name: 'Dr Maëlle KERVADEC', details: 'Cardiologie', at: '2026-11-24T15:00:00Z' },
  validation: { name: 'Dr Maëlle KERVADEC', details: 'RPPS 10100000000', at: '2026-11-24T15:04:05Z' },
  custodian: { name: "CH DE L'ARGOAT", id: 'FINESS 220000020' },
  notice: 'Vos données sont traitées pour votre prise en charge.',
}

const LONG_NAME = 'VAN-DER-MEERSCHEN-DE-LA-ROCHEFOUCAULD '.repeat(2).trim()

/** Everything at its longest: names of 75 letters, thirty recipients, a word without end, many short sections. */
export const EXTREME_LETTER: PrintedLetter = {
  ...LETTER,
  hospital: {
    name: 'CENTRE HOSPITALIER INTERCOMMUNAL '.repeat(4),
    unit: 'Unité '.repeat(30),
    lines: ['adresse '.repeat(30)],
  },
  patient: {
    ...LETTER.patient,
    traits: {
      ...LETTER.patient.traits,
      birthName: LONG_NAME,
      usedName: LONG_NAME,
      firstBirthGivenName: 'MARIE-ANTOINETTE',
      usedGivenName: LONG_NAME,
      birthGivenNames: 'MARIE-ANTOINETTE JOSEPHINE JEANNE',
    },
  },
  title: 'Lettre de liaison à la sortie d’un établissement de soins '.repeat(2).trim(),
  recipients: Array.from({ length: 30 }, (_none, index) => ({
    name: `Dr Destinataire N° ${index + 1}`,
    details: ['x@y.example'],
  })),
  sections: [
    { heading: 'Un mot sans fin', text: 'x'.repeat(3000) },
    ...Array.from({ length: 40 }, (_none, index) => ({ heading: `Section ${index + 1}`, text: 'Une ligne.' })),
    { heading: 'Titre très long '.repeat(20), text: 'Fin.' },
  ],
}
