/** SAML and VIHF names. */
export const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion'
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
export const XS = 'http://www.w3.org/2001/XMLSchema'
export const HL7V3 = 'urn:hl7-org:v3'
export const X509_SUBJECT_NAME = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName'

export const ATTRIBUTE = {
  version: 'VIHF_Version',
  mode: 'Authentification_Mode',
  /** spelling of the samples of 2019 and 2020 */
  modeOld: 'Authentification_mode',
  structure: 'Identifiant_Structure',
  sector: 'Secteur_Activite',
  subjectId: 'urn:oasis:names:tc:xspa:1.0:subject:subject-id',
  role: 'urn:oasis:names:tc:xacml:2.0:subject:role',
  patient: 'urn:oasis:names:tc:xacml:2.0:resource:resource-id',
  resource: 'Ressource_URN',
  purpose: 'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse',
  accessReason: 'Mode_Acces_Raison',
  confidentiality: 'urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code',
  softwareId: 'LPS_ID',
  softwareName: 'LPS_Nom',
  softwareVersion: 'LPS_Version',
  softwareApproval: 'LPS_ID_HOMOLOGATION_DMP',
} as const

/** How the user signed in to the hospital's system (SAML authentication context classes). */
export const AUTHENTICATION_CLASS = {
  smartcard: 'urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI',
  tlsClient: 'urn:oasis:names:tc:SAML:2.0:ac:classes:TLSClient',
  password: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
  unspecified: 'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified',
} as const
