import path from 'node:path'
import type { ServiceName } from '@anamnese/contracts'
import type { Pki } from '../pki/pki'
import { HOSPITAL } from './demonstration'
import type { Folders } from './folders'
import type { Secrets } from './secrets'
import { SERVICES } from './services'
import type { SystemPorts } from './system-ports'

export interface EnvironmentContext {
  folders: Folders
  pki: Pki
  secrets: Secrets
  ports: SystemPorts
  mongodbUri: string
  kafkaBrokers: string
  /** Several installations on the same servers: before each database, topic and group. */
  prefix: string
  seedFile: string
  publicUrl: string
  /** Addresses of the simulators, as they tell them once started. */
  simulators: Record<string, Record<string, string>>
  /** Ports to send to, for the links between the product and the PFI. */
  links: { pfi: number; zam: number }
}

type Environment = Record<string, string>
const HOST = '127.0.0.1'
/** What a child needs of the person's own environment. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'LOG_LEVEL', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'GDPR_NOTICE']

function common(name: ServiceName, context: EnvironmentContext): Environment {
  const { secrets, ports, mongodbUri, kafkaBrokers, prefix } = context
  return {
    NODE_ENV: 'production',
    HTTP_HOST: HOST,
    HTTP_PORT: String(ports.service[name]),
    MONGODB_URI: mongodbUri,
    MONGODB_DATABASE: prefix + name,
    BLOB_DATABASE: `${prefix}blobs`,
    KAFKA_BROKERS: kafkaBrokers,
    KAFKA_PREFIX: prefix,
    ESTABLISHMENT: HOSPITAL.establishment,
    INTERNAL_TOKEN_PUBLIC_KEY_FILE: secrets.file('internal-token-public-key'),
    BLOB_MASTER_KEY_FILE: secrets.file('blob-master-key'),
    STRUCTURE_ID_NAT: HOSPITAL.structure.idNat,
    STRUCTURE_NAME: HOSPITAL.structure.name,
    OID_ROOT: HOSPITAL.oidRoot,
    IPP_AUTHORITY: HOSPITAL.ippAuthority,
    SECTOR: 'SA01',
    INS_TEST_OIDS: 'true',
  }
}

function certificates(pki: Pki, prefix: string, name: string): Environment {
  return {
    [`${prefix}_CERT_FILE`]: pki.certificate(name),
    [`${prefix}_KEY_FILE`]: pki.key(name),
    [`${prefix}_CA_FILE`]: pki.ca,
  }
}

function own(name: ServiceName, context: EnvironmentContext): Environment {
  const { pki, secrets, ports, publicUrl, seedFile, simulators, folders, links } = context
  const door = (prefix: string, port: number): Environment => ({
    [`${prefix}_HOST`]: HOST,
    [`${prefix}_PORT`]: String(port),
  })
  const dmpBase = `https://localhost:${ports.simulator.dmp}/si-dmp-server/v2/services`
  const dmp = {
    ...certificates(pki, 'DMP', 'org-auth-cli'),
    SIGN_CERT_FILE: pki.certificate('org-sign'),
    SIGN_KEY_FILE: pki.key('org-sign'),
  }
  switch (name) {
    case 'gateway':
      return {
        INTERNAL_TOKEN_PRIVATE_KEY_FILE: secrets.file('internal-token-private-key'),
        SESSION_SECRET_FILE: secrets.file('session-secret'),
        PUBLIC_URL: publicUrl,
        PSC_DISCOVERY_URL: simulators['psc']?.['discoveryUrl'] ?? '',
        PSC_CLIENT_ID: 'anamnese',
        PSC_CLIENT_SECRET_FILE: secrets.file('psc-client-secret'),
        WEB_ROOT: path.join(folders.root, 'apps', 'web', 'dist'),
        ...Object.fromEntries(
          SERVICES.filter((service) => service !== 'gateway').map((service) => [
            `${service.toUpperCase()}_URL`,
            `http://${HOST}:${ports.service[service] ?? 0}`,
          ]),
        ),
      }
    case 'identity':
      return {
        ...door('MLLP', ports.door['mllp.identity']),
        INSI_URL: simulators['insi']?.['url'] ?? '',
        ...certificates(pki, 'INSI', 'insi-client'),
        INSI_IDAM: 'DEMO-ANAMNESE',
        INSI_EMITTER: HOSPITAL.structure.idNat,
      }
    case 'dmp':
      return {
        ...door('PFI', links.pfi),
        ...door('ZAM', ports.door['mllp.zam']),
        DMP_PATIENTS_URL: `${dmpBase}/patients`,
        ...dmp,
      }
    case 'mssante':
      return door('PFI', links.pfi)
    case 'pfi':
      return {
        ...door('MLLP', ports.door['mllp.pfi']),
        ...door('DPI_ZAM', links.zam),
        DMP_REPOSITORY_URL: `${dmpBase}/repository`,
        ...dmp,
        SMTP_HOST: 'localhost',
        SMTP_PORT: String(ports.simulator.smtp),
        ...certificates(pki, 'SMTP', 'org-auth-cli'),
        SMTP_CRL_FILES: pki.crls.join(','),
        MAILBOX: HOSPITAL.mailbox,
        MAILBOX_LABEL: HOSPITAL.mailboxLabel,
        MAILBOX_PASSWORD_FILE: secrets.file('mailbox-password'),
        REPLY_TO: HOSPITAL.replyTo,
        MSS_NIL: 'DEMO-ANAMNESE',
        LPS_NAME: 'Anamnese',
        LPS_VERSION: '0.1.0',
        LPS_ID_HOMOLOGATION_DMP: 'DEMO-ANAMNESE',
      }
    case 'directory':
      return {
        ANNUAIRE_URL: simulators['annuaire']?.['url'] ?? '',
        ANNUAIRE_API_KEY_FILE: secrets.file('annuaire-api-key'),
        DIRECTORY_SEED_FILE: seedFile,
      }
    case 'care':
    case 'documents':
    case 'consent':
    case 'indicators':
    case 'audit':
      return {}
  }
}

/** The whole environment of a service; nothing else of the person's own environment reaches it. */
export function serviceEnvironment(name: ServiceName, context: EnvironmentContext): Environment {
  const inherited = INHERITED.flatMap((variable) => {
    const value = process.env[variable]
    return value === undefined ? [] : [[variable, value] as const]
  })
  return { ...Object.fromEntries(inherited), ...common(name, context), ...own(name, context) }
}
