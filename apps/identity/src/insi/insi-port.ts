import { type FactoryProvider, Injectable, type OnModuleDestroy } from '@nestjs/common'
import type { InsiServiceView } from '@anamnese/contracts'
import type { Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'
import {
  CircuitBreaker,
  InsiClient,
  InsiError,
  type InsiCardQuery,
  type InsiExchange,
  type InsiObserver,
  type InsiResult,
  type InsiSearcher,
  type UnitVerification,
} from '@anamnese/interop-insi'
import { CONFIG } from '@anamnese/platform-service'
import type { IdentityConfig } from '../identity.config'

const SOFTWARE = { name: 'Anamnese', version: '0.1.0' }

/** The teleservice as one call sees it: each message is kept, to be stored with the call. */
export interface InsiSession extends InsiSearcher {
  readonly exchanges: readonly InsiExchange[]
  searchByCard: (query: InsiCardQuery) => Promise<InsiResult>
  verify: (ins: Ins, traits: IdentityTraits) => Promise<UnitVerification>
}

/** The teleservice, when this installation has what it takes to call it; left alone for a while when it is down. */
@Injectable()
export class InsiPort implements OnModuleDestroy {
  private lastSuccessAt: string | undefined
  private lastFailure: InsiServiceView['lastFailure']

  constructor(
    private readonly client: InsiClient | undefined,
    private readonly breaker: CircuitBreaker,
  ) {}

  get certificate(): string | undefined {
    return this.client?.certificate
  }

  /** Until when no call is made, in milliseconds. */
  get suspendedUntil(): number | undefined {
    return this.breaker.suspendedUntil
  }

  session(): InsiSession {
    const exchanges: InsiExchange[] = []
    const observe: InsiObserver = (exchange) => exchanges.push(exchange)
    return {
      exchanges,
      search: (query) => this.call((client) => client.search(query, observe)),
      searchByCard: (query) => this.call((client) => client.searchByCard(query, observe)),
      verify: (ins, traits) => this.call((client) => client.verify(ins, traits, observe)),
    }
  }

  state(): InsiServiceView {
    const known = {
      ...(this.lastSuccessAt === undefined ? {} : { lastSuccessAt: this.lastSuccessAt }),
      ...(this.lastFailure === undefined ? {} : { lastFailure: this.lastFailure }),
    }
    if (!this.client)
      return { state: 'unconfigured', message: 'Le téléservice INSi n’est pas configuré sur cette installation.' }
    const until = this.breaker.suspendedUntil
    if (until === undefined) return { state: 'available', message: 'Le téléservice INSi peut être appelé.', ...known }
    return {
      state: 'suspended',
      message: 'INSi ne répond pas : les appels sont suspendus quelques instants. La prise en charge continue.',
      suspendedUntil: new Date(until).toISOString(),
      ...known,
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.client?.close()
  }

  /** Asking again changes nothing at the teleservice: a connection that was cut, as idle ones are, is tried once more. */
  private async call<T>(work: (client: InsiClient) => Promise<T>): Promise<T> {
    const { client } = this
    if (!client) {
      const message = 'Le téléservice INSi n’est pas configuré sur cette installation.'
      throw new InsiError('INSI.UNAVAILABLE', message, undefined, { failure: 'unconfigured' })
    }
    try {
      const result = await this.breaker
        .call(() => work(client))
        .catch((error: unknown) => {
          if (!(error instanceof InsiError) || error.failure !== 'interrupted') throw error
          return this.breaker.call(() => work(client))
        })
      this.lastSuccessAt = new Date().toISOString()
      return result
    } catch (error) {
      if (error instanceof InsiError && error.ofService) {
        const code = error.siram?.code ?? error.code
        this.lastFailure = { at: new Date().toISOString(), code, message: error.message }
      }
      throw error
    }
  }
}

export const insiPortProvider: FactoryProvider<InsiPort> = {
  provide: InsiPort,
  inject: [CONFIG],
  useFactory: (config: IdentityConfig) =>
    new InsiPort(
      clientOf(config),
      new CircuitBreaker({ threshold: config.INSI_SUSPEND_AFTER, openMs: config.INSI_SUSPEND_SECONDS * 1000 }),
    ),
}

function clientOf(config: IdentityConfig): InsiClient | undefined {
  const { INSI_URL: url, INSI_CERT: certificate, INSI_KEY: key, INSI_CA: authority } = config
  if (url === undefined || certificate === undefined || key === undefined) return undefined
  return new InsiClient({
    url,
    tls: { certificate, key, ...(authority === undefined ? {} : { authorities: [authority] }) },
    timeoutMs: config.INSI_TIMEOUT_MS,
    caller: {
      idam: config.INSI_IDAM,
      software: { ...SOFTWARE, instance: config.INSI_INSTANCE },
      ...(config.INSI_EMITTER === undefined ? {} : { emitter: config.INSI_EMITTER }),
    },
  })
}
