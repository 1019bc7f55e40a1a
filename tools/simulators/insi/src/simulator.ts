import { SEARCH_BY_TRAITS_ACTION } from '@anamnese/interop-insi'
import { faultAnswer, SoapService, startAdministration, type AdminReply, type ServiceTls } from '@anamnese/tool-sim-kit'
import { checkCaller } from './checks'
import { DEMO_PEOPLE, type InsiPerson } from './people'
import { readCriteria, resultat, search, type Criteria } from './search'
import { refuse, siramFault } from './siram'

export interface InsiSimulatorOptions {
  tls: ServiceTls
  port?: number
  adminPort?: number
  people?: readonly InsiPerson[]
  /** authorisation numbers that are known; any when absent */
  idams?: readonly string[]
  log?: (line: string) => void
}

export interface InsiSimulator {
  /** address to give to an INSi client */
  url: string
  adminUrl: string
  close(): Promise<void>
}

/** One search received, for tests and demonstrations. */
interface ReceivedSearch {
  at: string
  criteria: Criteria
  outcome: number
}

/**
 * Starts an INSi: SOAP 1.2 with mutual TLS, search by traits over its own base of people. It checks the certificate, the
 * contexts and the authorisation as the teleservice does.
 *
 * Administration (plain HTTP, loopback): failures and stops as every simulator, `GET /people`, `PUT /people`, `GET /searches`.
 */
export async function startInsiSimulator(options: InsiSimulatorOptions): Promise<InsiSimulator> {
  let people = [...(options.people ?? DEMO_PEOPLE)]
  const received: ReceivedSearch[] = []
  const service = new SoapService({
    tls: options.tls,
    basePath: '/lps',
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.log === undefined ? {} : { log: options.log }),
    maxBytes: 1_000_000,
    handle: async (call) => {
      checkCaller(call, options.idams)
      const { action, content } = call.message.envelope
      const criteria = action === SEARCH_BY_TRAITS_ACTION ? readCriteria(content) : undefined
      if (criteria === undefined) return refuse('siram_103', 'Operation inconnue ou requete incomplete')
      const found = search(people, criteria)
      received.push({ at: new Date().toISOString(), criteria, outcome: found.length })
      return { action: `${SEARCH_BY_TRAITS_ACTION}Response`, body: resultat(found) }
    },
    fail: ({ code, message }) => faultAnswer(siramFault(code ?? 'desir_999', message ?? 'Erreur technique', 'erreur')),
  })
  await service.start()
  const administration = await startAdministration(
    service,
    (route, body): AdminReply => {
      switch (route) {
        case 'GET /people':
          return { json: people }
        case 'PUT /people':
          people = body as InsiPerson[]
          return 'done'
        case 'GET /searches':
          return { json: received }
        default:
          return 'unknown'
      }
    },
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
