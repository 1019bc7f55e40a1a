import { IsEmail, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator'
import { AsInteger, AsList, ServiceConfig } from '@anamnese/platform-config'

const CERTIFICATE = /BEGIN CERTIFICATE/
const PRIVATE_KEY = /PRIVATE KEY/
const certificate = (of: string): { message: string } => ({ message: `certificat PEM ${of}` })
const privateKey = (of: string): { message: string } => ({ message: `clé privée PEM ${of}` })

/** Variables of the PFI. A destination without an address is closed: what is sent to it is refused at the door. */
export class PfiConfig extends ServiceConfig {
  @IsString({ message: 'adresse d’écoute de la porte MLLP' })
  MLLP_HOST: string = '127.0.0.1'

  @AsInteger()
  @IsInt({ message: 'port de la porte MLLP, 0 pour un port libre' })
  @Min(0)
  @Max(65535)
  MLLP_PORT!: number

  @IsOptional()
  @Matches(CERTIFICATE, certificate('de la porte MLLP'))
  MLLP_TLS_CERT?: string

  @IsOptional()
  @Matches(PRIVATE_KEY, privateKey('de la porte MLLP'))
  MLLP_TLS_KEY?: string

  /** authority of the clients' certificates, then required */
  @IsOptional()
  @Matches(CERTIFICATE, certificate('de l’autorité des clients MLLP'))
  MLLP_TLS_CA?: string

  @IsString({ message: 'nom ou adresse de la porte des accusés métier du DPI' })
  DPI_ZAM_HOST: string = '127.0.0.1'

  @AsInteger()
  @IsInt({ message: 'port MLLP de la porte des accusés métier du DPI' })
  @Min(1)
  @Max(65535)
  DPI_ZAM_PORT!: number

  /** TLS towards the DPI when given */
  @IsOptional()
  @Matches(CERTIFICATE, certificate('de l’autorité du DPI'))
  DPI_ZAM_TLS_CA?: string

  @IsOptional()
  @Matches(CERTIFICATE, certificate('présenté au DPI'))
  DPI_ZAM_TLS_CERT?: string

  @IsOptional()
  @Matches(PRIVATE_KEY, privateKey('du certificat présenté au DPI'))
  DPI_ZAM_TLS_KEY?: string

  /** MSH-3 of the acknowledgements that no received message names */
  @MaxLength(180)
  APPLICATION: string = 'PFI'

  @Matches(/^[1-6].{1,60}$/, { message: 'identifiant national de la structure, par exemple 1 suivi du FINESS' })
  STRUCTURE_ID_NAT!: string

  @MinLength(1, { message: 'nom de la structure' })
  STRUCTURE_NAME!: string

  /** root of the OIDs of the hospital: submission sets `.5`, signatures `.6` */
  @Matches(/^[0-2](\.(0|[1-9]\d*))+$/, { message: 'racine OID de l’établissement, par exemple 1.2.250.1.…' })
  @MaxLength(40, { message: 'racine OID de 40 caractères au plus' })
  OID_ROOT!: string

  /** sector of activity of the VIHF, value set J61 */
  @Matches(/^SA\d{2}$/, { message: 'secteur d’activité, par exemple SA01' })
  SECTOR: string = 'SA01'

  /** repository service of the DMP (TD2.1) */
  @IsOptional()
  @Matches(/^https:\/\//, { message: 'adresse HTTPS du service repository du DMP' })
  DMP_REPOSITORY_URL?: string

  /** registry service of the DMP, to find the entry that a document replaces; beside the repository when absent */
  @IsOptional()
  @Matches(/^https:\/\//, { message: 'adresse HTTPS du service registry du DMP' })
  DMP_REGISTRY_URL?: string

  /** ORG AUTH_CLI */
  @IsOptional()
  @Matches(CERTIFICATE, certificate('ORG AUTH_CLI présenté au DMP'))
  DMP_CERT?: string

  @IsOptional()
  @Matches(PRIVATE_KEY, privateKey('du certificat présenté au DMP'))
  DMP_KEY?: string

  @IsOptional()
  @Matches(CERTIFICATE, certificate('des autorités du DMP'))
  DMP_CA?: string

  /** ORG SIGN, the seal of the structure */
  @IsOptional()
  @Matches(CERTIFICATE, certificate('ORG SIGN (cachet de la structure)'))
  SIGN_CERT?: string

  @IsOptional()
  @Matches(PRIVATE_KEY, privateKey('du cachet de la structure'))
  SIGN_KEY?: string

  @AsInteger()
  @IsInt()
  @Min(1, { message: 'délai de réponse du DMP, en secondes' })
  DMP_TIMEOUT_SECONDS: number = 30

  /** 3.0 in each published message, 4.0 in one table of the volet */
  @IsIn(['3.0', '4.0'], { message: 'version du VIHF : 3.0 ou 4.0' })
  VIHF_VERSION: string = '3.0'

  /** how users sign in to the DPI (SAML authentication context class) */
  @Matches(/^urn:/, { message: 'classe d’authentification SAML, urn:oasis:names:tc:SAML:2.0:ac:classes:…' })
  AUTHN_CONTEXT_CLASS: string = 'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified'

  /** value of the VIHF for a secret connection; such documents are refused when it is not given */
  @IsOptional()
  @IsString()
  SECRET_CONNECTION_VALUE?: string

  @IsString()
  LPS_NAME: string = 'Anamnese'

  @IsString()
  LPS_VERSION: string = '0.1.0'

  @IsOptional()
  @IsString({ message: 'numéro d’homologation du logiciel par le DMP' })
  LPS_ID_HOMOLOGATION_DMP?: string

  /** submission server of the MSSanté operator */
  @IsOptional()
  @IsString()
  SMTP_HOST?: string

  @AsInteger()
  @IsInt({ message: 'port SMTP de l’opérateur MSSanté' })
  @Min(1)
  @Max(65535)
  SMTP_PORT: number = 587

  @IsOptional()
  @Matches(CERTIFICATE, certificate('ORG AUTH_CLI présenté à l’opérateur MSSanté'))
  SMTP_CERT?: string

  @IsOptional()
  @Matches(PRIVATE_KEY, privateKey('du certificat présenté à l’opérateur MSSanté'))
  SMTP_KEY?: string

  @IsOptional()
  @Matches(CERTIFICATE, certificate('des autorités de l’opérateur MSSanté'))
  SMTP_CA?: string

  /** paths of the revocation lists, one per authority */
  @AsList()
  @IsString({ each: true })
  SMTP_CRL_FILES: string[] = []

  /** the software mailbox that sends */
  @IsOptional()
  @IsEmail({}, { message: 'boîte aux lettres applicative MSSanté' })
  MAILBOX?: string

  @IsOptional()
  @IsString()
  MAILBOX_PASSWORD?: string

  @IsOptional()
  @IsString()
  MAILBOX_LABEL?: string

  /** mailbox that a person reads */
  @IsOptional()
  @IsEmail({}, { message: 'boîte aux lettres de réponse' })
  REPLY_TO?: string

  @IsString()
  MSS_NIL: string = ''

  /** jobs carried out at the same time */
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(64)
  CONCURRENCY: number = 4

  /** a process that is silent for longer is taken for dead, and its sendings for interrupted */
  @AsInteger()
  @IsInt()
  @Min(2)
  LEASE_SECONDS: number = 15

  /** seconds of the first delay before another attempt; it doubles, ten minutes at most */
  @AsInteger()
  @IsInt()
  @Min(1)
  RETRY_FIRST_SECONDS: number = 5

  /** hours after which what could not be sent is given up and told so to the DPI */
  @AsInteger()
  @IsInt()
  @Min(1)
  RETRY_HOURS: number = 72
}
