import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common'
import type { NextFunction, Request, Response } from 'express'
import type { Actor } from '@anamnese/contracts'
import { notFound } from '@anamnese/platform-http'
import { currentCorrelation } from '@anamnese/platform-logging'
import { CONFIG } from '@anamnese/platform-service'
import type { GatewayConfig } from '../gateway.config'
import { ServiceClient } from '../services/service-client'
import { addressOf, destinationOf } from '../services/service-table'
import { actorOf, requireCaller } from '../sessions/gateway-request'
import { closeConnections, forward } from './forward'
import { patientContextFor } from './patient-context'

/** Paths under `/api` that the gateway answers itself. */
const OWN = /^\/(live|openapi\.json|docs|docs\.css|patients\/[^/]+\/access)\/?$/

/** `/api/**` → the service that owns it, with a token that says who acts and which record is open. */
@Injectable()
export class ApiProxy implements OnApplicationShutdown {
  constructor(
    @Inject(CONFIG) private readonly config: GatewayConfig,
    private readonly services: ServiceClient,
  ) {}

  readonly handle = (request: Request, response: Response, next: NextFunction): void => {
    const [path = '', query] = request.originalUrl.slice('/api'.length).split(/\?(.*)/s)
    if (OWN.test(path)) {
      next()
      return
    }
    this.pass(request, response, path, query).catch(next)
  }

  onApplicationShutdown(): void {
    closeConnections()
  }

  private async pass(request: Request, response: Response, path: string, query: string | undefined): Promise<void> {
    const actor = this.actor(request, path)
    const destination = destinationOf(path)
    if (destination === undefined || (destination.service === 'pfi' && this.config.PFI_URL === undefined))
      throw notFound('API.UNKNOWN', 'Cette adresse de l’API n’existe pas.')
    const correlation = currentCorrelation()
    await forward(request, response, {
      url: `${addressOf(this.config, destination.service)}${destination.path}${query === undefined ? '' : `?${query}`}`,
      headers: {
        authorization: `Bearer ${await this.services.tokenFor(actor)}`,
        ...(correlation === undefined ? {} : { 'x-correlation-id': correlation.correlationId }),
        ...(correlation?.traceparent === undefined ? {} : { traceparent: correlation.traceparent }),
      },
      timeoutMs: this.config.SERVICE_TIMEOUT_MS,
      maxBodyBytes: this.config.API_MAX_BODY_BYTES,
    })
  }

  /** @throws ProblemError 401, or 403 when the record is not open */
  private actor(request: Request, path: string): Actor {
    const caller = requireCaller(request)
    if (caller.kind === 'client') return caller.actor
    const patientContext = patientContextFor(request, path, caller.session)
    const actor = actorOf(caller)
    return patientContext === undefined ? actor : { ...actor, patientContext }
  }
}
