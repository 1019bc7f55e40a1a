/** A leaf certificate of the demonstration: its file name, its subject (most general first) and its use. */
export interface LeafRequest {
  name: string
  subject: string
  use: 'server' | 'client' | 'sign'
}

// Shape of the IGC-Santé organisation certificates: OU carries the national identifier of the structure.
const HOSPITAL = "C=FR, ST=Côtes-d'Armor (22), O=CH DE L'ARGOAT, OU=1220000020"
const NATIONAL = 'C=FR, O=SIMULATEURS ANAMNESE, OU=318751275100020'

/** Authorities, named after the national ones so that what reads a name finds what it expects. */
export const ROOT_NAME = 'C=FR, O=ANAMNESE DEMONSTRATION, CN=TEST AC RACINE IGC-SANTE ELEMENTAIRE'
export const ISSUER_NAME = 'C=FR, O=ANAMNESE DEMONSTRATION, CN=TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS'

export const LEAVES: LeafRequest[] = [
  { name: 'org-auth-cli', subject: `${HOSPITAL}, CN=DPI AUTH_CLI`, use: 'client' },
  { name: 'org-sign', subject: `${HOSPITAL}, CN=DPI SIGN`, use: 'sign' },
  { name: 'insi-client', subject: `${HOSPITAL}, CN=INSI-AUTO`, use: 'client' },
  { name: 'gam-client', subject: `${HOSPITAL}, CN=GAM AUTH_CLI`, use: 'client' },
  // Signed like the others but revoked: what verifies must refuse it.
  { name: 'revoked-client', subject: `${HOSPITAL}, CN=REVOKED AUTH_CLI`, use: 'client' },
  { name: 'hospital-server', subject: `${HOSPITAL}, CN=localhost`, use: 'server' },
  { name: 'dmp-server', subject: `${NATIONAL}, CN=dmp.localhost`, use: 'server' },
  { name: 'insi-server', subject: `${NATIONAL}, CN=insi.localhost`, use: 'server' },
  { name: 'mail-server', subject: `${NATIONAL}, CN=mail.localhost`, use: 'server' },
  { name: 'psc-server', subject: `${NATIONAL}, CN=psc.localhost`, use: 'server' },
  { name: 'annuaire-server', subject: `${NATIONAL}, CN=annuaire.localhost`, use: 'server' },
]
export const REVOKED = 'revoked-client'
