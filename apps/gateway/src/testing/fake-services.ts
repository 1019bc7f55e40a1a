import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Actor, SignInAccount } from '@anamnese/contracts'
import { InternalTokenVerifier } from '@anamnese/platform-security'

export interface SeenRequest {
  method: string
  url: string
  headers: IncomingMessage['headers']
  actor: Actor
  body: string
}

type Handler = (request: SeenRequest, response: ServerResponse, incoming: IncomingMessage) => boolean

/** The services behind the gateway, all at one address: each verifies the internal token as the real ones do. */
export interface FakeServices {
  url: string
  seen: SeenRequest[]
  accounts: Map<string, Partial<SignInAccount>>
  /** units whose patients are `p-mine` */
  careTeam: boolean
  /** takes over before the usual answers when it returns true */
  handler?: Handler | undefined
  close(): Promise<void>
}

const account: SignInAccount = {
  id: 'a-1',
  family: 'KERVADEC',
  given: 'Maëlle',
  prefix: 'DR',
  idNat: '810100000008',
  profession: '10',
  professionLabel: 'Médecin',
  units: ['6268'],
  permissions: ['patient.read', 'document.read', 'document.write', 'document.validate', 'exchange.manage'],
  active: true,
  establishment: '220000020',
  structure: { idNat: '1220000020', name: "CH DE L'ARGOAT" },
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json' })
  response.end(JSON.stringify(body))
}

function answer(fake: FakeServices, request: SeenRequest, response: ServerResponse): void {
  const idNat = /^\/internal\/accounts\/by-id-nat\/([^?]+)/.exec(request.url)?.[1]
  if (idNat !== undefined) {
    const found = fake.accounts.get(decodeURIComponent(idNat))
    if (found === undefined) json(response, 404, { code: 'ACCOUNT.UNKNOWN', title: 'Inconnu' })
    else json(response, 200, { ...account, ...found })
  } else if (request.url === '/internal/clients/authenticate') {
    const { clientId, clientSecret } = JSON.parse(request.body) as { clientId: string; clientSecret: string }
    const { establishment, structure } = account
    if (clientSecret !== 'right') json(response, 401, { code: 'CLIENT.REFUSED', title: 'Refusé' })
    else
      json(response, 200, {
        clientId,
        name: 'Banc',
        scopes: ['patient.read', 'indicator.read'],
        establishment,
        structure,
      })
  } else if (/^\/internal\/patients\/[^/]+\/live$/.test(request.url)) {
    const patientId = decodeURIComponent(request.url.split('/')[3] ?? '')
    json(response, 200, { patientId, liveId: patientId === 'p-merged' ? 'p-mine' : patientId })
  } else if (request.url.startsWith('/internal/patients/')) {
    json(response, 200, { member: fake.careTeam && request.url.includes('/p-mine/') })
  } else if (request.url === '/openapi.json') {
    json(response, 200, {
      openapi: '3.0.0',
      info: {},
      paths: { '/patients': { get: { summary: 'Patients' } }, '/internal/x': { get: {} } },
    })
  } else json(response, 200, { url: request.url, actor: request.actor, body: request.body })
}

export async function startFakeServices(publicKey: string): Promise<FakeServices> {
  const verifier = new InternalTokenVerifier(publicKey)
  const fake: FakeServices = {
    url: '',
    seen: [],
    accounts: new Map([['810100000008', {}]]),
    careTeam: true,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const token = incoming.headers.authorization?.replace('Bearer ', '') ?? ''
    const actor = await verifier.verify(token)
    const request = {
      method: incoming.method ?? '',
      url: incoming.url ?? '',
      headers: incoming.headers,
      actor,
      body: '',
    }
    if (fake.handler?.(request, response, incoming) === true) return
    for await (const chunk of incoming as AsyncIterable<Buffer>) request.body += chunk.toString()
    fake.seen.push(request)
    answer(fake, request, response)
  }
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      json(response, 401, { code: 'HTTP.401', title: String(error) })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return fake
}
