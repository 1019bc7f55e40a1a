import type { DocumentType } from '../types/document-type'
import type { DocumentModel } from './model'

const KERVADEC: DocumentModel['author'] = {
  idNat: '810100000008',
  family: 'KERVADEC',
  given: 'Maëlle',
  prefix: 'DR',
  specialty: {
    code: 'G15_10/SM04',
    system: '1.2.250.1.213.1.1.4.5',
    display: 'Médecin - Cardiologie et maladies vasculaires (SM)',
  },
}

const TANGUY: DocumentModel['recipients'][number] = {
  idNat: '810100000016',
  family: 'TANGUY',
  given: 'Paul',
  prefix: 'DR',
  specialty: {
    code: 'G15_10/SM26',
    system: '1.2.250.1.213.1.1.4.5',
    display: 'Médecin - Qualifié en Médecine Générale (SM)',
  },
  mailbox: 'paul.tanguy@medecin.mssante.example',
}

/** The texts and data of the demonstration's discharge letter. People and hospital are invented; the INS is a test identity. */
const LETTER: Pick<DocumentModel, 'sections' | 'data'> = {
  sections: {
    reason: 'Dyspnée d’effort d’aggravation récente.',
    summary:
      'Décompensation cardiaque gauche sur passage en fibrillation atriale. Évolution favorable sous diurétiques, contrôle de la ' +
      'fréquence et anticoagulation.',
    results: 'Échographie : fraction d’éjection 45 %. NT-proBNP 2 150 puis 640 ng/L. Créatinine 82 µmol/L.',
    treatments: 'À poursuivre jusqu’à la consultation de cardiologie.',
    stoppedTreatments: 'Relais de l’antiagrégant par apixaban.',
    followUp: 'Contrôle de la kaliémie et de la créatinine dans une semaine.',
  },
  data: {
    entryMode: '183452005',
    exitMode: '160849004',
    resistantGerms: { answer: false },
    transfusion: { answer: false },
    bloodDerivatives: { answer: false },
    treatments: [
      { name: 'Apixaban 5 mg, comprimé', posology: '1 comprimé matin et soir', start: '2026-11-24', atc: 'B01AF02' },
      { name: 'Bisoprolol 2,5 mg, comprimé', posology: '1 comprimé le matin', start: '2026-11-24', atc: 'C07AB07' },
      { name: 'Furosémide 40 mg, comprimé', posology: '1 comprimé le matin', start: '2026-11-24', atc: 'C03CA01' },
    ],
    stoppedTreatments: [{ name: 'Acide acétylsalicylique 75 mg', end: '2026-11-21', atc: 'B01AC06' }],
    allergies: [{ agent: 'amoxicilline', type: '416098002', severity: '6736007' }],
    plans: [
      { kind: 'examination', text: 'Ionogramme et créatinine', on: '2026-12-01' },
      { kind: 'appointment', text: 'Consultation de cardiologie', on: '2026-12-24' },
    ],
  },
}

/** The demonstration's document of a type: the discharge letter in full, each section of the others said by its title. */
export function demonstration(type: DocumentType): DocumentModel {
  const isLetter = type.form === 'LDL-SES'
  return {
    hospital: {
      idNat: '1220000020',
      name: "CH DE L'ARGOAT",
      lines: ['1 rue des Ajoncs, 22200 GUINGAMP', 'Tél. 02 96 00 00 00'],
      oidRoot: '1.2.250.1.999.1.1.220',
      notice:
        'Vos données de santé sont traitées par l’établissement pour votre prise en charge. Vous pouvez exercer vos droits auprès de son ' +
        'délégué à la protection des données.',
    },
    patient: {
      birthName: 'PAT-TROIS',
      firstBirthGivenName: 'DOMINIQUE',
      birthGivenNames: 'DOMINIQUE MARIE-LOUISE',
      birthDate: '1979-03-28',
      sex: 'F',
      birthPlaceCode: '51215',
      ins: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
      ipp: '000003',
    },
    stay: {
      number: '9000001',
      kind: 'IMP',
      start: '2026-11-20T08:30:00+01:00',
      end: '2026-11-24T15:00:00+01:00',
      discharge: { code: '8', display: 'Domicile' },
      unit: 'CARDIOLOGIE',
    },
    author: KERVADEC,
    validatedAt: '2026-11-24T15:04:05+01:00',
    recipients: [TANGUY],
    generalPractitioner: TANGUY,
    ...(isLetter
      ? LETTER
      : {
          sections: Object.fromEntries(
            type.sections.map(({ key, title }) => [key, `${title} : texte de démonstration.`]),
          ),
        }),
  }
}
