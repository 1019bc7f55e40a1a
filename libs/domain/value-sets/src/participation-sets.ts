import { valueSetOf } from './value-set'

/** Relation of a person to the patient, revision of 2020-04-24. */
export const J11_PATIENT_RELATION = valueSetOf(
  'J11',
  '1.2.250.1.213.3.3.16',
  true,
  `
#2.16.840.1.113883.5.111
MTH Mère
FTH Père
NMTH Mère biologique
NFTH Père biologique
STPMTH Belle-mère - épouse du père ou de la mère
STPFTH Beau-père - époux du père ou de la mère
GRMTH Grand-mère
GRFTH Grand-père
GGRMTH Arrière-grand-mère
GGRFTH Arrière-grand-père
DAU Fille biologique
SON Fils biologique
BRO Frère
SIS Soeur
HBRO Demi-frère
HSIS Demi-soeur
GRNDDAU Petite-fille
GRNDSO Petit-fils
UNCLE Oncle
AUNT Tante
NEPHEW Neveu
NIECE Nièce
HUSB Epoux
WIFE Epouse
DOMPART Concubin(e) ou partenaire PACS
ROOM Personne vivant sous le même toit
FRND Autre proche
NBOR Voisin(e)
FAMMEMB Autre membre de la famille
CHILD Enfant
COUSN Cousin(e)
SIGOTHR Conjoint
DAUC Fille
SONC Fils
#1.2.250.1.213.1.1.4.327
TUTEUR Tuteur
CURATEUR Curateur
MSVG Mandataire de sauvegarde
`,
)

/** Class of the role of a participant, revision of 2021-03-26. */
export const J141_ROLE_CLASS = valueSetOf(
  'J141',
  '1.2.250.1.213.1.1.5.588',
  true,
  `
#2.16.840.1.113883.5.110
PROV Professionnel de santé
AGNT Professionnel caractérisé par son rôle
`,
)

/** Kind of participation, revision of 2021-03-26. */
export const J144_PARTICIPATION = valueSetOf(
  'J144',
  '1.2.250.1.213.1.1.5.591',
  true,
  `
#2.16.840.1.113883.5.90
REF Référent / Prescripteur
REFB Personne ayant adressé le patient
INF Informateur
RESP Responsable de l'acte
PRF Exécutant
CON Consultant
VRF Vérificateur
`,
)

/** Confidentiality inside a CDA, the whole list of HL7: that of documents before volet Structuration minimale 1.16.5. */
export const HL7_CONFIDENTIALITY = valueSetOf(
  'HL7_CONFIDENTIALITY',
  '2.16.840.1.113883.1.11.10228',
  true,
  `
#2.16.840.1.113883.5.25
L Bas
M Modéré
N Normal
R Restreint
U Non restreint
V Très restreint
`,
)
