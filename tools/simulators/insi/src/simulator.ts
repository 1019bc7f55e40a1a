import { DEFAULT_UNIT_VERIFICATION, SEARCH_BY_CARD_ACTION, SEARCH_BY_TRAITS_ACTION } from '@anamnese/interop-insi'
import type { XmlElement } from '@anamnese/interop-xml'
import { faultAnswer, SoapService, startAdministration, type AdminReply, type ServiceTls } from '@anamnese/tool-sim-kit'
import { resultat, verdict } from './answer'
import { type CardCriteria, readCardCriteria, searchCard } from './card'
import { checkCaller } from './checks'
import { DEMO_PEOPLE, type InsiPerson, ODD_PEOPLE } from './people'
import { readCriteria, search, type Criteria } from './search'
import { refuse, siramFault } from './siram'
import { type HeldIdentity, isHeld, readHeldIdentity } from './verification'

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
  criteria: Criteria | CardCriteria | HeldIdentity
  /** people found; for a verification, 1 for yes */
  outcome: number
}

/**
 * Starts an INSi: SOAP 1.2 with mutual TLS; search by traits, by carte Vitale, and unit verification over its own base of people. It
 * checks the certificate, the contexts and the authorisation as the teleservice does.
 *
 * Administration (plain HTTP, loopback): failures and stops as every simulator, `GET /people`, `PUT /people`, `GET /searches`.
 */
export async function startInsiSimulator(options: InsiSimulatorOptions): Promise<InsiSimulator> {
  let people = [...(options.people ?? [...DEMO_PEOPLE, ...ODD_PEOPLE])]
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
      const answer = answerTo(people, action, content)
      if (answer === undefined) return refuse('siram_103', 'Operation inconnue ou requete incomplete')
      received.push({ at: new Date().toISOString(), criteria: answer.criteria, outcome: answer.outcome })
      return { action: `${action ?? ''}Response`, body: answer.body }
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

type Answer = Pick<ReceivedSearch, 'criteria' | 'outcome'> & { body: string }

/** What an operation answers; undefined for an operation that does not exist, or a request that is not its own. */
function answerTo(
  people: readonly InsiPerson[],
  action: string | undefined,
  content: XmlElement | undefined,
): Answer | undefined {
  const found = (criteria: Criteria | CardCriteria, who: InsiPerson[]): Answer => ({
    criteria,
    outcome: who.length,
    body: resultat(who),
  })
  switch (action) {
    case SEARCH_BY_TRAITS_ACTION: {
      const criteria = readCriteria(content)
      return criteria && found(criteria, search(people, criteria))
    }
    case SEARCH_BY_CARD_ACTION: {
      const criteria = readCardCriteria(content)
      return criteria && found(criteria, searchCard(people, criteria))
    }
    case DEFAULT_UNIT_VERIFICATION.action: {
      const held = readHeldIdentity(content)
      const confirmed = held !== undefined && isHeld(people, held)
      return held && { criteria: held, outcome: Number(confirmed), body: verdict(confirmed) }
    }
    default:
      return undefined
  }
}
