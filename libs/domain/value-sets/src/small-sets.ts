import { valueSetOf } from './value-set'

/** Confidentiality of a document in the registry, revision of 2020-04-24. */
export const J08_CONFIDENTIALITY = valueSetOf(
  'J08',
  '1.2.250.1.213.1.1.5.463',
  true,
  `
#2.16.840.1.113883.5.25
N Normal
R Restreint
V Très restreint
#1.2.250.1.213.1.1.4.13
INVISIBLE_PATIENT Non visible par le patient
INVISIBLE_REPRESENTANTS_LEGAUX Non visible par les représentants légaux du patient
MASQUE_PS Masqué aux professionnels de santé
`,
)

/** Function of an author or participant, revision of 2024-12-13. */
export const J47_FUNCTION = valueSetOf(
  'J47',
  '1.2.250.1.213.1.1.5.124',
  true,
  `
#1.2.250.1.213.1.1.4.2.280
CORRE Correspondant
PRELV Préleveur
ES-REF Etablissement de santé de référence
ES-PREF Etablissement de santé de préférence
#2.16.840.1.113883.5.88
ADMPHYS Responsable de l'admission
ATTPHYS Référent - Responsable du patient dans la structure de soins
DISPHYS Responsable de la sortie
PCP Médecin traitant
#1.2.250.1.213.1.6.1.107
330 Coordonnateur de parcours
353 Membre de l'équipe de soins
`,
)

/** Part taken in an encounter, revision of 2021-03-26. */
export const J140_ENCOUNTER_PARTICIPATION = valueSetOf(
  'J140',
  '1.2.250.1.213.1.1.5.528',
  true,
  `
#2.16.840.1.113883.5.90
ADM Responsable de l'admission
ATND Superviseur / Responsable des soins
CON Consultant
DIS Responsable de la sortie
REF Référent / Prescripteur
RESP Responsable de l'acte
`,
)

/** Kind of encounter, revision of 2021-03-26. */
export const J142_ENCOUNTER_TYPE = valueSetOf(
  'J142',
  '1.2.250.1.213.1.1.5.589',
  true,
  `
#2.16.840.1.113883.5.4
IMP Hospitalisation (établissement, y compris HAD)
EMER Passage aux urgences (établissement)
AMB Ambulatoire (hors établissement)
FLD Terrain (voie publique, hélicoptère, ambulance, etc.)
HH Soins à domicile (hors établissement)
VR Virtuelle (exemple : RCP en l'absence du patient)
#1.2.250.1.213.1.1.4.2.291
EXTERNE Acte et consultation externe (établissement)
SEANCE Séance (établissement ou libéral)
`,
)

/** Administrative sex, revision of 2021-03-26. */
export const J143_ADMINISTRATIVE_GENDER = valueSetOf(
  'J143',
  '1.2.250.1.213.1.1.5.590',
  true,
  `
#2.16.840.1.113883.5.1
F Féminin
M Masculin
UN Inconnu
`,
)

/** Civility, revision of 2023-03-31. */
export const J245_CIVILITY = valueSetOf(
  'J245',
  '1.2.250.1.213.1.1.5.718',
  true,
  `
#1.2.250.1.213.1.6.1.69
M Monsieur
MME Madame
`,
)

/** Professional title, revision of 2024-01-26. */
export const J246_TITLE = valueSetOf(
  'J246',
  '1.2.250.1.213.1.1.5.719',
  true,
  `
#1.2.250.1.213.1.6.1.11
DR Docteur
MC Médecin chef
MG Médecin général
PC Pharmacien chef
PG Pharmacien général
PR Professeur
`,
)

/** Confidentiality inside a CDA: the three basic kinds, since volet Structuration minimale 1.16.5. */
export const CDA_CONFIDENTIALITY = valueSetOf(
  'CDA_CONFIDENTIALITY',
  '2.16.840.1.113883.1.11.16926',
  true,
  `
#2.16.840.1.113883.5.25
N Normal
R Restreint
V Très restreint
`,
)

/** Class of a document in the DMP (classCode). */
export const J57_CLASS = valueSetOf(
  'J57',
  '1.2.250.1.213.1.1.5.6',
  true,
  `
#1.2.250.1.213.1.1.4.1
10 Compte rendu
11 Synthèse
31 Imagerie médicale
42 Prescription
43 Dispensation
44 Plan, protocole de soins
45 Traitement administré
52 Certificat, déclaration
60 Données de remboursement
90 Autres documents patient
95 Documents administratifs
`,
)

/** Activity that led to the submission (contentTypeCode): the part that a hospital uses. */
export const J59_CONTENT_TYPE = valueSetOf(
  'J59',
  '1.2.250.1.213.1.1.5.2',
  false,
  `
#1.2.250.1.213.2.2
03 Hospitalisation complète
04 Hospitalisation de jour
05 Hospitalisation à domicile
07 Consultations externes
08 Bloc opératoire
09 Autres unités médico-techniques
19 Séances
26 Analyses biologiques
60 Consultations et actes
97 Indifférencié
`,
)
