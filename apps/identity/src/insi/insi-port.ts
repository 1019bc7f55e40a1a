import { type FactoryProvider, Injectable, type OnModuleDestroy } from '@nestjs/common'
import { InsiClient, InsiError, type InsiQuery, type InsiResult, type InsiSearcher } from '@anamnese/interop-insi'
import { CONFIG } from '@anamnese/platform-service'
import type { IdentityConfig } from '../identity.config'

const SOFTWARE = { name: 'Anamnese', version: '0.1.0' }

/** The teleservice, when this installation has what it takes to call it. */
@Injectable()
export class InsiPort implements InsiSearcher, OnModuleDestroy {
  constructor(private readonly client: InsiClient | undefined) {}

  async search(query: InsiQuery): Promise<InsiResult> {
    if (!this.client) {
      throw new InsiError('INSI.UNAVAILABLE', 'Le téléservice INSi n’est pas configuré sur cette installation.')
    }
    return this.client.search(query)
  }

  async onModuleDestroy(): Promise<void> {
    await this.client?.close()
  }
}

export const insiPortProvider: FactoryProvider<InsiPort> = {
  provide: InsiPort,
  inject: [CONFIG],
  useFactory: (config: IdentityConfig) => new InsiPort(clientOf(config)),
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
