import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Failure } from './failures'
import { readRawRequest } from './raw-request'
import type { SoapService } from './service'

/** An answer of the administration: JSON, or bytes of a given type. */
export type AdminReply = { json: unknown } | { bytes: Buffer; type: string } | 'done' | 'unknown'

/** Answers one route of a simulator's own, `GET /documents`; `body` is parsed JSON, undefined when empty. */
export type AdminRoute = (route: string, body: unknown) => AdminReply | Promise<AdminReply>

export interface Administration {
  url: string
  close(): Promise<void>
}

/**
 * The administration of a simulator, plain HTTP on the loopback. Besides the simulator's own routes: `GET /failures`,
 * `PUT /failures` (array of {@link Failure}), `DELETE /failures`, `POST /down`, `POST /up`.
 */
export async function startAdministration(service: SoapService, own: AdminRoute, port = 0): Promise<Administration> {
  const server = createServer((request, response) => {
    respond(request, service, own).then(
      (reply) => {
        if (reply === 'done') response.writeHead(204).end()
        else if (reply === 'unknown') json(404, { error: 'route inconnue' })
        else if ('json' in reply) json(200, reply.json)
        else response.writeHead(200, { 'content-type': reply.type }).end(reply.bytes)
      },
      (error: unknown) => {
        json(400, { error: error instanceof Error ? error.message : String(error) })
      },
    )
    function json(status: number, content: unknown): void {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(content))
    }
  })
  await listen(server, port)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}

async function respond(request: IncomingMessage, service: SoapService, own: AdminRoute): Promise<AdminReply> {
  const { body, path } = await readRawRequest(request, 1_000_000)
  const route = `${request.method ?? 'GET'} ${path}`
  const content: unknown = body.length === 0 ? undefined : JSON.parse(body.toString('utf8'))
  switch (route) {
    case 'GET /failures':
      return { json: { listening: service.listening, failures: service.failures.list() } }
    case 'PUT /failures':
      service.failures.arm(content as Failure[])
      return 'done'
    case 'DELETE /failures':
      service.failures.arm([])
      return 'done'
    case 'POST /down':
      await service.stop()
      return 'done'
    case 'POST /up':
      await service.start()
      return 'done'
    default:
      return own(route, content)
  }
}
