import { Inject, Injectable } from '@nestjs/common'
import type { Log } from '@anamnese/platform-logging'
import { CONFIG, LOG } from '@anamnese/platform-service'
import type { GatewayConfig } from '../gateway.config'
import { ServiceClient, ServiceProblem } from '../services/service-client'
import { SERVICE_TARGETS } from '../services/service-table'
import { mergeOpenApi, type OpenApiDocument } from './merge'

const KEPT_MS = 60_000

/** The description of the public API, as the services that run now give it. */
@Injectable()
export class OpenApiService {
  private held: { document: Promise<OpenApiDocument>; until: number } | undefined

  constructor(
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @Inject(LOG) private readonly log: Log,
    private readonly services: ServiceClient,
  ) {}

  /** @param own the gateway's own description */
  async document(own: OpenApiDocument): Promise<OpenApiDocument> {
    if (this.held === undefined || this.held.until < Date.now())
      this.held = { document: this.gather(own), until: Date.now() + KEPT_MS }
    return this.held.document
  }

  private async gather(own: OpenApiDocument): Promise<OpenApiDocument> {
    const targets = SERVICE_TARGETS.filter((target) => target !== 'pfi' || this.config.PFI_URL !== undefined)
    const found = await Promise.all(
      targets.map(async (service) => {
        try {
          return [{ service, document: await this.services.get<OpenApiDocument>(service, '/openapi.json') }]
        } catch (error) {
          if (!(error instanceof ServiceProblem)) throw error
          this.log.warn({ err: error, target: service }, 'description de l’API incomplète')
          return []
        }
      }),
    )
    return mergeOpenApi([{ service: 'gateway', document: own }, ...found.flat()], this.config.PUBLIC_URL)
  }
}
