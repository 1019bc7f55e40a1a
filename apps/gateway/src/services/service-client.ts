import { Inject, Injectable } from '@nestjs/common'
import type { Actor, Problem } from '@anamnese/contracts'
import { currentCorrelation } from '@anamnese/platform-logging'
import { GATEWAY_ACTOR, InternalTokenSigner } from '@anamnese/platform-security'
import { CONFIG } from '@anamnese/platform-service'
import type { GatewayConfig } from '../gateway.config'
import { addressOf, type ServiceTarget } from './service-table'
import { TokenCache } from './token-cache'

/** What a service refused, or 503 when it did not answer. */
export class ServiceProblem extends Error {
  constructor(
    readonly service: ServiceTarget,
    readonly status: number,
    readonly code: string,
    readonly title: string,
    options?: ErrorOptions,
  ) {
    super(`${service}: ${status} ${code}`, options)
    this.name = 'ServiceProblem'
  }
}

const TIMEOUT_MS = 5000

/** The gateway's own calls to services, under its own name. */
@Injectable()
export class ServiceClient {
  private readonly signer: InternalTokenSigner

  private readonly tokens: TokenCache

  constructor(@Inject(CONFIG) private readonly config: GatewayConfig) {
    this.signer = new InternalTokenSigner(config.INTERNAL_TOKEN_PRIVATE_KEY)
    this.tokens = new TokenCache((actor) => this.signer.sign(actor))
  }

  /** The internal token of whoever a request is passed on for. */
  async tokenFor(actor: Actor): Promise<string> {
    return this.tokens.get(actor)
  }

  /** @throws ServiceProblem */
  async get<T>(service: ServiceTarget, path: string): Promise<T> {
    return this.call<T>(service, path, {})
  }

  /** @throws ServiceProblem */
  async post<T>(service: ServiceTarget, path: string, body: unknown): Promise<T> {
    return this.call<T>(service, path, { method: 'POST', body: JSON.stringify(body) })
  }

  private async call<T>(service: ServiceTarget, path: string, request: { method?: string; body?: string }): Promise<T> {
    const base = addressOf(this.config, service)
    const correlation = currentCorrelation()
    let response: Response
    let text: string
    try {
      response = await fetch(`${base}${path}`, {
        ...request,
        headers: {
          Authorization: `Bearer ${await this.tokenFor(this.self())}`,
          ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(correlation === undefined ? {} : { 'X-Correlation-Id': correlation.correlationId }),
          ...(correlation?.traceparent === undefined ? {} : { traceparent: correlation.traceparent }),
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        redirect: 'error',
      })
      text = await response.text()
    } catch (cause) {
      throw new ServiceProblem(service, 503, 'SERVICE.UNAVAILABLE', 'Un service ne répond pas.', { cause })
    }
    if (response.ok) return JSON.parse(text) as T
    const problem = problemIn(text)
    throw new ServiceProblem(
      service,
      response.status,
      problem.code ?? 'SERVICE.PROBLEM',
      problem.title ?? 'Un service a refusé.',
    )
  }

  private self(): Actor {
    return {
      kind: 'client',
      id: GATEWAY_ACTOR,
      name: 'Passerelle',
      establishment: this.config.ESTABLISHMENT,
      structure: { idNat: `1${this.config.ESTABLISHMENT}`, name: '' },
      units: [],
      permissions: [],
    }
  }
}

function problemIn(text: string): Partial<Problem> {
  try {
    return JSON.parse(text) as Partial<Problem>
  } catch {
    return {}
  }
}
