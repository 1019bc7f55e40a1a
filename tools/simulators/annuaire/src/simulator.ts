import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DEMO_DIRECTORY } from './demo-data'
import { FhirServer } from './fhir-server'
import type { AnnuaireOptions, AnnuaireSimulator, DirectoryFailure } from './options'
import { toResources } from './resources'

/**
 * Starts the Annuaire Santé (FHIR API v2, open access) with invented people. The administration (plain HTTP):
 * `PUT /failure` with `{"kind":"429|500|timeout","times":n}`, `DELETE /failure`.
 */
export async function startAnnuaireSimulator(options: AnnuaireOptions): Promise<AnnuaireSimulator> {
  const host = options.host ?? '127.0.0.1'
  const fhir = new FhirServer(toResources(options.data ?? DEMO_DIRECTORY), options)
  const server = await listen(host, options.port ?? 0, (request, response) => {
    fhir.handle(request, response).catch(() => response.destroy())
  })
  fhir.base = `${origin(server, host)}/fhir/v2`
  const admin = await listen('127.0.0.1', options.adminPort ?? 0, (request, response) => {
    administer(fhir, request).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(400).end(),
    )
  })
  return {
    url: fhir.base,
    adminUrl: origin(admin, '127.0.0.1'),
    arm: (failure) => {
      fhir.failure = failure
    },
    close: async () => {
      for (const one of [server, admin]) {
        one.closeAllConnections()
        await new Promise((resolve) => one.close(resolve))
      }
    },
  }
}

async function administer(fhir: FhirServer, request: IncomingMessage): Promise<number> {
  const route = `${request.method ?? ''} ${request.url ?? ''}`
  if (route === 'DELETE /failure') {
    fhir.failure = null
    return 204
  }
  if (route !== 'PUT /failure') return 404
  let text = ''
  for await (const chunk of request as AsyncIterable<Buffer>) text += chunk.toString('utf8')
  fhir.failure = JSON.parse(text) as DirectoryFailure
  return 204
}

function listen(host: string, port: number, listener: RequestListener): Promise<Server> {
  const server = createServer(listener)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      resolve(server)
    })
  })
}

function origin(server: Server, host: string): string {
  return `http://${host}:${String((server.address() as AddressInfo).port)}`
}
