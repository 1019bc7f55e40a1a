import type { IncomingMessage, ServerResponse } from 'node:http'
import { operationOutcome, toBundle } from './bundle'
import type { AnnuaireOptions, DirectoryFailure } from './options'
import type { FhirResource } from './resources'
import { search, UnsupportedParameter } from './search'

const MAX_FORM_BYTES = 20_000

/** Answers as the Annuaire Santé FHIR API v2: key, rate, pages of 50, OperationOutcome. */
export class FhirServer {
  failure: DirectoryFailure | null = null
  base = ''
  private window = 0
  private count = 0

  constructor(
    private readonly resources: readonly FhirResource[],
    private readonly options: AnnuaireOptions,
  ) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers['esante-api-key'] !== this.options.apiKey) {
      reply(response, 401, operationOutcome('security', 'En-tête ESANTE-API-KEY absent ou inconnu.'))
      return
    }
    const failure = this.nextFailure()
    if (failure === 'timeout') return
    if (failure === '500') {
      reply(response, 500, operationOutcome('exception', 'Erreur interne.'))
      return
    }
    if (failure === '429' || this.overRate()) {
      response.setHeader('retry-after', '1')
      reply(response, 429, operationOutcome('throttled', 'Trop de requêtes.'))
      return
    }
    const url = new URL(request.url ?? '/', 'http://annuaire')
    const route = /^\/fhir\/v2\/(\w+)(?:\/([\w-]+))?$/.exec(url.pathname)
    const [, type = '', id] = route ?? []
    if (!route) {
      reply(response, 404, operationOutcome('not-found', 'Adresse inconnue.'))
    } else if (request.method === 'POST' && id === '_search') {
      for (const [name, value] of new URLSearchParams(await form(request))) url.searchParams.append(name, value)
      this.search(response, type, url)
    } else if (request.method !== 'GET') {
      reply(response, 405, operationOutcome('not-supported', 'Seules la lecture et la recherche sont offertes.'))
    } else if (id !== undefined) {
      const found = this.resources.find((r) => r.resourceType === type && r.id === id)
      reply(response, found ? 200 : 404, found ?? operationOutcome('not-found', `${type}/${id} est inconnu.`))
    } else {
      this.search(response, type, url)
    }
  }

  private search(response: ServerResponse, type: string, url: URL): void {
    try {
      reply(response, 200, toBundle(search(this.resources, type, url.searchParams), this.base, url))
    } catch (error) {
      if (!(error instanceof UnsupportedParameter)) throw error
      reply(response, 400, operationOutcome('not-supported', error.message))
    }
  }

  private nextFailure(): DirectoryFailure['kind'] | null {
    if (!this.failure || this.failure.times <= 0) return null
    this.failure = { ...this.failure, times: this.failure.times - 1 }
    return this.failure.kind
  }

  private overRate(): boolean {
    const second = Math.floor(Date.now() / 1000)
    this.count = second === this.window ? this.count + 1 : 1
    this.window = second
    return this.count > (this.options.requestsPerSecond ?? 17)
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json; charset=utf-8' }).end(JSON.stringify(body))
}

async function form(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8')
    if (text.length > MAX_FORM_BYTES) throw new Error('formulaire trop grand')
  }
  return text
}
