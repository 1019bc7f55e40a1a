import { Inject, Injectable } from '@nestjs/common'
import {
  type CapabilityStatement,
  type CapabilityStatementRestResource,
  capabilityStatement,
} from '@anamnese/interop-fhir-fr'
import type { Log } from '@anamnese/platform-logging'
import { CONFIG, LOG } from '@anamnese/platform-service'
import type { GatewayConfig } from '../gateway.config'
import { ServiceClient, ServiceProblem } from '../services/service-client'
import type { ServiceTarget } from '../services/service-table'
import { FHIR_OWNERS, FHIR_ROOT } from './fhir-table'

const KEPT_MS = 30_000

/** What the FHIR server can do: what the services that answer now say of themselves, and nothing of those that do not. */
@Injectable()
export class FhirMetadata {
  private held: { statement: Promise<CapabilityStatement>; until: number } | undefined

  constructor(
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @Inject(LOG) private readonly log: Log,
    private readonly services: ServiceClient,
  ) {}

  async statement(): Promise<CapabilityStatement> {
    if (this.held === undefined || this.held.until < Date.now())
      this.held = { statement: this.gather(), until: Date.now() + KEPT_MS }
    return this.held.statement
  }

  private async gather(): Promise<CapabilityStatement> {
    const parts = await Promise.all([...new Set(Object.values(FHIR_OWNERS))].map((service) => this.partOf(service)))
    const { PUBLIC_URL } = this.config
    return capabilityStatement(
      {
        base: `${PUBLIC_URL}${FHIR_ROOT}`,
        version: '1',
        date: new Date().toISOString(),
        tokenUrl: `${PUBLIC_URL}/oauth/token`,
      },
      parts.flat(),
    )
  }

  private async partOf(service: ServiceTarget): Promise<CapabilityStatementRestResource[]> {
    try {
      const { rest } = await this.services.get<CapabilityStatement>(service, `${FHIR_ROOT}/metadata`)
      return (rest?.[0]?.resource ?? []).filter(({ type }) => FHIR_OWNERS[type] === service)
    } catch (error) {
      if (!(error instanceof ServiceProblem)) throw error
      this.log.warn({ err: error, target: service }, 'description FHIR incomplète')
      return []
    }
  }
}
