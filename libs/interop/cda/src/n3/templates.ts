/** Sections of LDL-SES 2022.01: templates in order, LOINC code and its label. No template of a section carries an extension here. */
export const SECTIONS = {
  status: {
    templates: ['1.2.250.1.213.1.1.2.35', '1.2.250.1.213.1.1.2.35.1'],
    code: ['33557-0', "Etat d'achèvement"],
    title: 'Statut du document',
  },
  reason: {
    templates: ['1.3.6.1.4.1.19376.1.5.3.1.3.1', '1.2.250.1.213.1.1.2.127'],
    code: ['42349-1', 'Raison de la recommandation'],
    title: "Motif de l'hospitalisation",
  },
  synthesis: {
    templates: [
      '1.3.6.1.4.1.19376.1.5.3.1.1.21.2.9',
      '1.3.6.1.4.1.19376.1.7.3.1.1.13.7',
      '1.2.250.1.213.1.1.2.163',
      '1.2.250.1.213.1.1.2.163.1',
    ],
    code: ['42545-4', 'Evènements observés'],
    title: 'Synthèse médicale du séjour',
  },
  stoppedTreatments: {
    templates: ['1.3.6.1.4.1.19376.1.5.3.1.3.21', '1.2.250.1.213.1.1.2.145'],
    code: ['18610-6', 'Traitements administrés'],
    title: 'Traitements arrêtés durant le séjour',
  },
  treatments: {
    templates: ['1.3.6.1.4.1.19376.1.5.3.1.3.22', '1.2.250.1.213.1.1.2.146'],
    code: ['10183-2', 'Traitements à la sortie'],
    title: 'Traitements à la sortie',
  },
  results: {
    templates: ['1.3.6.1.4.1.19376.1.5.3.1.3.27', '1.2.250.1.213.1.1.2.150'],
    code: ['30954-2', "Résultats d'examens"],
    title: "Résultats d'examens / informations attendus",
  },
  plan: {
    templates: ['2.16.840.1.113883.10.20.1.10', '1.3.6.1.4.1.19376.1.5.3.1.3.36', '1.2.250.1.213.1.1.2.158'],
    code: ['18776-5', 'Plan de soins'],
    title: 'Suites à donner',
  },
  devices: {
    templates: ['2.16.840.1.113883.10.20.1.7', '1.3.6.1.4.1.19376.1.5.3.1.1.5.3.5', '1.2.250.1.213.1.1.2.1'],
    code: ['46264-8', 'Dispositifs médicaux'],
    title: 'Dispositifs médicaux',
  },
  allergies: {
    templates: ['2.16.840.1.113883.10.20.1.2', '1.3.6.1.4.1.19376.1.5.3.1.3.13', '1.2.250.1.213.1.1.2.137'],
    code: ['48765-2', 'Allergies et hypersensibilités'],
    title: 'Allergies identifiées pendant le séjour',
  },
  pdfCopy: {
    templates: ['1.2.250.1.213.1.1.2.243'],
    code: ['55108-5', 'Copie du document'],
    title: 'Copie du document',
  },
} as const satisfies Record<string, SectionModel>

export interface SectionModel {
  templates: readonly string[]
  code: readonly [code: string, display: string]
  title: string
}

/** Model of the letter. */
export const TEMPLATE_LDL_SES = { root: '1.2.250.1.213.1.1.1.29', extension: '2022.01' } as const

export const LOINC = '2.16.840.1.113883.6.1'
export const SNOMED = '2.16.840.1.113883.6.96'
export const ACT_CODE = '2.16.840.1.113883.5.4'
/** TRE A00 of the ANS, « TA_ASIP » */
export const TA_ASIP = '1.2.250.1.213.1.1.4.322'

/** The simple observations: what every one declares, then the suffix of its own under `1.2.250.1.213.1.1.3.48`. */
export const SIMPLE_OBSERVATION = ['1.3.6.1.4.1.19376.1.5.3.1.4.13', '1.2.250.1.213.1.1.3.48'] as const

export const TREATMENT = [
  '1.2.250.1.213.1.1.3.42',
  '2.16.840.1.113883.10.20.1.24',
  '1.3.6.1.4.1.19376.1.5.3.1.4.7',
  // normal dosing: no nested administration
  '1.3.6.1.4.1.19376.1.5.3.1.4.7.1',
] as const

export const PRODUCT = [
  '1.2.250.1.213.1.1.3.43',
  '2.16.840.1.113883.10.20.1.53',
  '1.3.6.1.4.1.19376.1.5.3.1.4.7.2',
] as const

export const ALLERGY_LIST = [
  '2.16.840.1.113883.10.20.1.27',
  '1.3.6.1.4.1.19376.1.5.3.1.4.5.1',
  '1.3.6.1.4.1.19376.1.5.3.1.4.5.3',
  '1.2.250.1.213.1.1.3.40',
] as const

export const ALLERGY = [
  '2.16.840.1.113883.10.20.1.28',
  '2.16.840.1.113883.10.20.1.18',
  '1.3.6.1.4.1.19376.1.5.3.1.4.5',
  '1.3.6.1.4.1.19376.1.5.3.1.4.6',
  '1.2.250.1.213.1.1.3.41',
] as const

export const SEVERITY = [
  '2.16.840.1.113883.10.20.1.55',
  '1.3.6.1.4.1.19376.1.5.3.1.4.1',
  '1.2.250.1.213.1.1.3.29',
] as const

/** FR-Demande-d-examen-ou-de-suivi and FR-Rencontre, planned */
export const EXAMINATION_REQUEST = [
  '2.16.840.1.113883.10.20.1.25',
  '1.3.6.1.4.1.19376.1.5.3.1.1.20.3.1',
  '1.2.250.1.213.1.1.3.27',
] as const
export const APPOINTMENT = [
  '2.16.840.1.113883.10.20.1.25',
  '1.3.6.1.4.1.19376.1.5.3.1.4.14',
  '1.2.250.1.213.1.1.3.58',
] as const

export const ATTACHED_DOCUMENT = '1.2.250.1.213.1.1.3.18'
