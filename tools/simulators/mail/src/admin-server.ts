import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { MailboxStore } from './mailbox-store'
import type { MailRefusal, MailServer } from './options'

type Actions = Pick<MailServer, 'arm' | 'down' | 'up'>

/**
 * The administration, plain HTTP on the loopback: `GET /messages[?mailbox=]`, `GET /messages/<id>` (the .eml),
 * `DELETE /messages`, `PUT /refusals` (array of MailRefusal), `DELETE /refusals`, `POST /down`, `POST /up`.
 */
export async function startAdmin(store: MailboxStore, actions: Actions, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    handle(request, response, store, actions).catch((error: unknown) => {
      reply(response, 500, { error: error instanceof Error ? error.message : String(error) })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return server
}

export function urlOf(server: Server): string {
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  store: MailboxStore,
  actions: Actions,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://admin')
  const route = `${request.method ?? 'GET'} ${url.pathname}`
  const message = /^GET \/messages\/([\w-]+(?:\.\d+)?)(?:\.eml)?$/i.exec(route)?.[1]
  if (message !== undefined) {
    const raw = await store.raw(message)
    if (!raw) {
      reply(response, 404, { error: 'message inconnu' })
      return
    }
    response.writeHead(200, { 'content-type': 'message/rfc822' }).end(raw)
    return
  }
  switch (route) {
    case 'GET /messages':
      reply(response, 200, await store.list(url.searchParams.get('mailbox') ?? undefined))
      return
    case 'DELETE /messages':
      await store.clear()
      break
    case 'PUT /refusals':
      await actions.arm(JSON.parse(await body(request)) as MailRefusal[])
      break
    case 'DELETE /refusals':
      await actions.arm([])
      break
    case 'POST /down':
      await actions.down()
      break
    case 'POST /up':
      await actions.up()
      break
    default:
      reply(response, 404, { error: 'route inconnue' })
      return
  }
  response.writeHead(204).end()
}

function reply(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(content))
}

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > 100_000) throw new Error('corps trop grand')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
