import { valueSetOf } from './value-set'

/** Practice setting (practiceSettingCode), revision of 2024-09-27. */
export const J04_PRACTICE_SETTING = valueSetOf(
  'J04',
  '1.2.250.1.213.1.1.5.467',
  true,
  `
#1.2.250.1.213.1.1.4.6
EXP_PATIENT Expression personnelle du patient
SNR Service numérique référencé
#1.2.250.1.213.1.1.4.9
AMBULATOIRE Ambulatoire
AMO Organisme d'assurance maladie obligatoire
DEPISTAGE Dépistage
ESSMS Etablissement ou Service Social ou Médico-Social
ETABLISSEMENT Etablissement de santé
HAD Hospitalisation à domicile
MAD Maintien à domicile
PALLIATIF Soins palliatifs
SAD Soins à domicile
SAMU_SMUR SAMU/SMUR
`,
)
