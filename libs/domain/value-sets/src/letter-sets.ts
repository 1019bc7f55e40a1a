import { valueSetOf } from './value-set'

/** State of a document as its text says it, section « Statut du document » of structured models. */
export const DOCUMENT_STATUS = valueSetOf(
  'JDV_StatutDoc',
  '1.2.250.1.213.1.1.5.93',
  true,
  `
#2.16.840.1.113883.6.96
385651009 en cours d'exécution
398166005 réalisé
9571008 approuvé
29179001 clôturé
`,
)

/** How a patient came to the hospital, revision of 2024-09-10. */
export const ENTRY_MODE = valueSetOf(
  'JDV_ModaliteEntree',
  '1.2.250.1.213.1.1.5.73',
  true,
  `
#2.16.840.1.113883.6.96
183452005 hospitalisation en urgence
8715000 hospitalisation programmée
107724000 transfert du patient
#1.2.250.1.213.1.1.4.322
GEN-092.06.07 Autre modalité d'entrée
`,
)

/** Where a patient goes when leaving the hospital, revision of 2023-11-14. */
export const EXIT_MODE = valueSetOf(
  'JDV_ModaliteSortie',
  '1.2.250.1.213.1.1.5.74',
  true,
  `
#2.16.840.1.113883.6.96
160849004 retour au domicile
#1.2.250.1.213.1.6.1.8
109 Etablissement de santé privé autorisé en SSR
127 Hospitalisation à Domicile
500 Etablissement d'hébergement pour personnes âgées dépendantes
#1.2.250.1.213.1.1.4.322
GEN-092.06.01 Autre établissement de santé
GEN-092.06.03 Autre destination
`,
)

/** What stands for treatments when there is none, or nothing coded. */
export const ABSENT_MEDICATION = valueSetOf(
  'JDV_AbsentOrUnknownMedication',
  '1.2.250.1.213.1.1.5.664',
  true,
  `
#2.16.840.1.113883.5.1150.1
no-medication-info Pas d'information sur les traitements médicamenteux
no-known-medications Pas de traitement médicamenteux connu
`,
)

/** What stands for allergies when there is none, or nothing coded. */
export const ABSENT_ALLERGY = valueSetOf(
  'JDV_AbsentOrUnknownAllergy',
  '1.2.250.1.213.1.1.5.661',
  true,
  `
#2.16.840.1.113883.5.1150.1
no-allergy-info Pas d’information sur les allergies/hypersensibilités
no-known-allergies Pas d'allergie/hypersensibilité connue
no-known-medication-allergies Pas d'allergie médicamenteuse connue
no-known-environmental-allergies Pas d'allergie environnementale connue
no-known-food-allergies Pas d'allergie alimentaire connue
`,
)

/** Kind of an allergy or intolerance, revision of 2024-06-04. */
export const ADVERSE_REACTION_TYPE = valueSetOf(
  'JDV_TypeEvenementIndesirablePrevisible',
  '1.2.250.1.213.1.1.5.794',
  true,
  `
#2.16.840.1.113883.6.96
420134006 propension aux effets indésirables
609328004 allergie
416098002 allergie médicamenteuse
414285001 allergie alimentaire
419199007 allergie à une substance
609396006 hypersensibilité non allergique
609398007 hypersensibilité non allergique à une drogue ou un médicament
735449006 hypersensibilité non allergique alimentaire
609397002 hypersensibilité non allergique à une substance
782197009 intolérance à une substance
59037007 intolérance aux drogues et/ou médicaments
235719002 intolérance alimentaire
56840009 idiosyncrasie
1.2.250.1.213.1.1.5.794.1 intolérance à un agent environnemental (Demande de création SNOMED CT en cours)
`,
)

/** How severe an observation is, revision of 2022-11-14. */
export const OBSERVATION_SEVERITY = valueSetOf(
  'JDV_SeveriteObservation',
  '1.2.250.1.213.1.1.5.675',
  true,
  `
#2.16.840.1.113883.6.96
255604002 léger
371923003 léger à modéré
6736007 modéré
371924009 modéré à sévère
24484000 grave
442452003 gravité mortelle
`,
)
