import { Inject, Injectable } from '@nestjs/common'
import type { NextFunction, Request, Response } from 'express'
import type { Actor } from '@anamnese/contracts'
import { FhirError } from '@anamnese/interop-fhir-fr'
import { answerOutcome, PUBLIC_BASE_HEADER } from '@anamnese/platform-fhir'
import { currentCorrelation, type Log } from '@anamnese/platform-logging'
import { CONFIG, LOG } from '@anamnese/platform-service'
import type { GatewayConfig } from '../gateway.config'
import { forward } from '../proxy/forward'
import { patientContextFor } from '../proxy/patient-context'
import { ServiceClient } from '../services/service-client'
import { addressOf } from '../services/service-table'
import { actorOf, requireCaller } from '../sessions/gateway-request'
import { FHIR_ROOT, fhirDestination } from './fhir-table'

const METADATA = /^\/fhir\/R4\/metadata\/?$/

/** `/fhir/R4/**` → the service that owns the type of resource. Whatever is refused on the way is said as an OperationOutcome. */
@Injectable()
export class FhirProxy {
  constructor(
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @Inject(LOG) private readonly log: Log,
    private readonly services: ServiceClient,
  ) {}

  readonly handle = (request: Request, response: Response, next: NextFunction): void => {
    const [path = '', query] = request.originalUrl.split(/\?(.*)/s)
    if (METADATA.test(path) && (request.method === 'GET' || request.method === 'HEAD')) {
      next()
      return
    }
    this.pass(request, response, path, query).catch(next)
  }

  /** For errors of all that is before: who calls, how often, and this. Express knows it by its four parameters. */
  readonly fail = (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const status = answerOutcome(error, response)
    if (status >= 500) this.log.error({ err: error, method: request.method }, 'erreur de l’interface FHIR')
  }

  private async pass(request: Request, response: Response, path: string, query: string | undefined): Promise<void> {
    const caller = requireCaller(request)
    const destination = fhirDestination(path, query)
    if (destination === undefined) throw unknownAddress()
    const actor =
      caller.kind === 'client'
        ? caller.actor
        : withContext(actorOf(caller), patientContextFor(request, destination.recordPath, caller.session))
    await forward(request, response, {
      url: `${addressOf(this.config, destination.service)}${destination.path}${query === undefined ? '' : `?${query}`}`,
      headers: await this.headers(actor),
      timeoutMs: this.config.SERVICE_TIMEOUT_MS,
      maxBodyBytes: this.config.API_MAX_BODY_BYTES,
    })
  }

  private async headers(actor: Actor): Promise<Record<string, string>> {
    const correlation = currentCorrelation()
    return {
      authorization: `Bearer ${await this.services.tokenFor(actor)}`,
      [PUBLIC_BASE_HEADER]: `${this.config.PUBLIC_URL}${FHIR_ROOT}`,
      ...(correlation === undefined ? {} : { 'x-correlation-id': correlation.correlationId }),
      ...(correlation?.traceparent === undefined ? {} : { traceparent: correlation.traceparent }),
    }
  }
}

function withContext(actor: Actor, patientContext: Actor['patientContext']): Actor {
  return patientContext === undefined ? actor : { ...actor, patientContext }
}

function unknownAddress(): FhirError {
  return new FhirError(404, [
    {
      code: 'not-supported',
      reason: 'FHIR.INTERACTION',
      text: 'Ce serveur FHIR n’a rien à cette adresse.',
      diagnostics: 'Ce qui est possible est décrit par [base]/metadata.',
    },
  ])
}
