import { readCertificates } from '@anamnese/interop-xmldsig'
import {
  faultAnswer,
  SoapService,
  startAdministration,
  type AdminReply,
  type Failure,
  type ServiceAnswer,
  type ServiceTls,
} from '@anamnese/tool-sim-kit'
import { DocumentStore } from './document-store'
import { DEMO_DMP_PATIENTS, DmpPatients, type DmpPatient } from './patients'
import { answerCall, registryAnswer, type DmpBackend } from './services'

export interface DmpSimulatorOptions {
  tls: ServiceTls
  /** authorities of the seals that sign VIHF and submissions (PEM); those of the clients when absent */
  sealCa?: string
  port?: number
  adminPort?: number
  /** where documents and requests are kept; in memory when absent */
  folder?: string
  patients?: readonly DmpPatient[]
  /** identifiers of structures that stand for each other */
  equivalentStructures?: readonly (readonly string[])[]
  log?: (line: string) => void
}

export interface DmpSimulator {
  /** base of the services: `<url>/patients`, `<url>/repository`, `<url>/registry` */
  url: string
  adminUrl: string
  close(): Promise<void>
}

/** EG and EJ of the hospital of the demonstration. */
const DEMO_STRUCTURES = [['1220000020', '1220000012']]

/**
 * Starts a DMP: SOAP 1.2 with mutual TLS, existence test (TD0.2), feeding (TD2.1, ITI-41 MTOM) and search by identifier (TD3.1b). It verifies certificates,
 * VIHF, metadata, documents and the signature of the submission set, and refuses with the codes of IHE and of the DMP.
 *
 * Administration (plain HTTP, loopback): failures and stops as every simulator; `GET /documents`, `GET /documents/<uniqueId>`,
 * `GET /submissions/<n>` (the HTTP request as received), `GET /patients`, `PUT /patients` (array of DmpPatient).
 */
export async function startDmpSimulator(options: DmpSimulatorOptions): Promise<DmpSimulator> {
  const backend: DmpBackend = {
    rules: {
      sealAuthorities: readCertificates(options.sealCa ?? options.tls.clientCa),
      equivalentStructures: options.equivalentStructures ?? DEMO_STRUCTURES,
    },
    patients: new DmpPatients(options.patients ?? DEMO_DMP_PATIENTS),
    store: new DocumentStore(options.folder),
    log: options.log ?? (() => undefined),
  }
  const service = new SoapService({
    tls: options.tls,
    basePath: '/si-dmp-server/v2/services',
    ...(options.port === undefined ? {} : { port: options.port }),
    log: backend.log,
    handle: (call) => answerCall(call, backend),
    fail: failureAnswer,
  })
  await service.start()
  const administration = await startAdministration(
    service,
    (route, body) => administer(route, body, backend),
    options.adminPort,
  )
  return {
    url: service.url,
    adminUrl: administration.url,
    close: async () => {
      await Promise.all([service.stop(), administration.close()])
    },
  }
}

function failureAnswer({ kind, code, message }: Failure): ServiceAnswer {
  const text = message ?? 'Erreur technique'
  return kind === 'registry'
    ? registryAnswer([{ code: code ?? 'XDSRepositoryError', context: text, severity: 'error' }])
    : faultAnswer({ code: 'Receiver', subcode: { namespace: 'urn:si-dmp', name: code ?? 'DMPError' }, reason: text })
}

function administer(route: string, body: unknown, { store, patients }: DmpBackend): AdminReply {
  const [, kind, id = ''] = /^GET \/(documents|submissions)\/([\w.-]+)$/.exec(route) ?? []
  if (kind !== undefined) {
    const bytes = kind === 'documents' ? store.content(id) : store.request(Number(id))
    if (bytes === undefined) return 'unknown'
    return { bytes, type: kind === 'documents' ? 'text/xml' : 'application/octet-stream' }
  }
  switch (route) {
    case 'GET /documents':
      return { json: store.list() }
    case 'GET /patients':
      return { json: patients.list() }
    case 'PUT /patients':
      for (const patient of body as DmpPatient[]) patients.set(patient)
      return 'done'
    default:
      return 'unknown'
  }
}
