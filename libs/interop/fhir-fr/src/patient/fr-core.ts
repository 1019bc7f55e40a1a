/**
 * Edition of FR Core that patients are written in. `2.1.0` says a qualified identity VALI; the drafts after it have the four statuses
 * of the RNIV, the attributes apart, and another name for the date of the INSi call.
 */
export type FrCoreEdition = '2.1.0' | 'draft'
export const FR_CORE_EDITIONS: readonly FrCoreEdition[] = ['2.1.0', 'draft']

const ROOT = 'https://hl7.fr/ig/fhir/core'
export const FR_CORE_PATIENT = `${ROOT}/StructureDefinition/fr-core-patient`
export const FR_CORE_PATIENT_INS = `${ROOT}/StructureDefinition/fr-core-patient-ins`

export const EXTENSIONS = {
  identityReliability: `${ROOT}/StructureDefinition/fr-core-identity-reliability`,
  birthListGivenName: `${ROOT}/StructureDefinition/fr-core-patient-birth-list-given-name`,
  birthdateUpdateIndicator: `${ROOT}/StructureDefinition/fr-core-patient-birthdate-update-indicator`,
  inseeCode: `${ROOT}/StructureDefinition/fr-core-address-insee-code`,
  birthPlace: 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace',
  matchGrade: 'http://hl7.org/fhir/StructureDefinition/match-grade',
} as const

export const SYSTEMS = {
  identifierTypeFr: `${ROOT}/CodeSystem/fr-core-cs-v2-0203`,
  identifierType: 'http://terminology.hl7.org/CodeSystem/v2-0203',
  /** identityStatus of 2.1.0: HL7 table 0445 */
  reliability: `${ROOT}/CodeSystem/fr-core-cs-v2-0445`,
  identityStatus: `${ROOT}/CodeSystem/fr-core-cs-identity-status`,
  identityComment: `${ROOT}/CodeSystem/fr-core-cs-identity-status-comment`,
  collectionMethod: `${ROOT}/CodeSystem/fr-core-cs-method-collection`,
  validationMode: `${ROOT}/CodeSystem/fr-core-cs-mode-validation-identity`,
  communes: 'https://mos.esante.gouv.fr/NOS/TRE_R13-CommuneOM/FHIR/TRE-R13-CommuneOM',
  countries: 'https://mos.esante.gouv.fr/NOS/TRE_R20-Pays/FHIR/TRE-R20-Pays',
  /** PS_idNat: national identifiers of professionals */
  professionals: 'urn:oid:1.2.250.1.71.4.2.1',
} as const

/** The slice of FR Core for each authority of the INS: its type and its use. */
export const INS_SLICES: Readonly<Record<string, { type: string; use: 'official' | 'temp' }>> = {
  '1.2.250.1.213.1.4.8': { type: 'INS-NIR', use: 'official' },
  '1.2.250.1.213.1.4.9': { type: 'INS-NIA', use: 'temp' },
  '1.2.250.1.213.1.4.10': { type: 'INS-NIR-TEST', use: 'official' },
  '1.2.250.1.213.1.4.11': { type: 'INS-NIR-DEMO', use: 'official' },
}
