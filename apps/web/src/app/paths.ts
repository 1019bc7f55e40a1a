/** The addresses of the interface, in one place: people see them, send them and keep them. */
export const paths = {
  home: '/',
  wards: '/services',
  ward: (unit: string): string => `/services/${encodeURIComponent(unit)}`,
  patients: '/patients',
  search: (q: string): string => `/patients?q=${encodeURIComponent(q)}`,
  record: (patientId: string): string => `/dossiers/${patientId}`,
  recordTab: (patientId: string, tab: RecordTab): string =>
    tab === 'synthese' ? `/dossiers/${patientId}` : `/dossiers/${patientId}/${tab}`,
  letter: (patientId: string, letterId: string): string => `/dossiers/${patientId}/lettres/${letterId}`,
  document: (patientId: string, documentId: string): string => `/dossiers/${patientId}/documents/${documentId}`,
  lettersToValidate: '/a-valider',
  received: '/documents-recus',
  sendings: '/envois',
  identities: '/identites',
  identitiesTab: (tab: string): string => (tab === '' ? '/identites' : `/identites/${tab}`),
  newIdentity: '/identites/nouvelle',
  scan: '/lire-une-identite',
  hl7Messages: '/messages-hl7',
  hl7Outgoing: '/messages-hl7/emis',
  indicators: '/indicateurs',
  administration: '/administration',
  accounts: '/administration/comptes',
  connections: '/administration/connexions',
  exports: '/administration/exports',
  retention: '/administration/conservation',
  audit: '/administration/traces',
  terms: '/conditions',
  signedOut: '/au-revoir',
  refused: '/acces-refuse',
} as const

export type RecordTab = 'synthese' | 'sejours' | 'documents' | 'messages' | 'identite' | 'acces'
