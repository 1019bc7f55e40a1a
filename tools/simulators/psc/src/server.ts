import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Provider } from 'oidc-provider' with { 'resolution-mode': 'import' }
import { administer } from './admin'
import { sendJson } from './bodies'
import { checks } from './checks'
import type { PscFaults } from './faults'
import { interact } from './interaction'
import { makeKeys } from './keys'
import { DISCOVERY_PATH, type PscSimulatorOptions, REALM_PATH, type PscTls } from './options'
import { buildProvider, INTERACTION_PATH } from './provider'
import { rewrite } from './rewrite'
import { PscState } from './state'

export interface PscSimulator {
  issuer: string
  /** the same as the issuer */
  url: string
  discoveryUrl: string
  adminUrl: string
  /** changes faults without the administration address */
  setFaults(change: Partial<PscFaults>): void
  close(): Promise<void>
}

const STANDARD_DISCOVERY = '/.well-known/openid-configuration'

function route(state: PscState, provider: () => Provider): RequestListener {
  let handle: ((...parameters: Parameters<RequestListener>) => Promise<void>) | undefined
  return (request, response) => {
    if (state.faults.down) {
      request.socket.destroy()
      return
    }
    const url = request.url ?? '/'
    if (!url.startsWith(`${REALM_PATH}/`)) {
      sendJson(response, 404, { error: 'not found' })
      return
    }
    const inner = url.slice(REALM_PATH.length)
    const path = inner.split('?')[0] ?? ''
    const fail = (error: unknown): void => {
      if (!response.headersSent) sendJson(response, 500, { error: 'server_error', error_description: String(error) })
      else response.destroy()
    }
    if (path.startsWith(INTERACTION_PATH)) {
      interact(provider(), state, request, response).catch(fail)
      return
    }
    // The real one is only found under its own name: a client that relies on the usual one has to notice it here.
    if (path === STANDARD_DISCOVERY) {
      sendJson(response, 404, { error: 'not found' })
      return
    }
    Object.assign(request, { originalUrl: url, baseUrl: REALM_PATH })
    request.url = path === DISCOVERY_PATH ? STANDARD_DISCOVERY : inner
    if (path === DISCOVERY_PATH) Object.assign(request, { originalUrl: REALM_PATH + STANDARD_DISCOVERY })
    handle ??= provider().callback()
    handle(request, response).catch(fail)
  }
}

async function listen(server: Server, port: number, address: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, resolve)
  })
  return (server.address() as AddressInfo).port
}

function makeServer(tls: PscTls | undefined, listener: RequestListener): Server {
  if (!tls) return createServer(listener)
  const { key, cert, clientCa } = tls
  // The browser has no certificate to show: each endpoint decides whether it asks for one.
  return createTlsServer(
    {
      key,
      cert,
      minVersion: 'TLSv1.2',
      ...(clientCa ? { ca: clientCa, requestCert: true, rejectUnauthorized: false } : {}),
    },
    listener,
  )
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve()
    })
  })
}

/**
 * Starts a Pro Santé Connect for demonstrations and tests: `oidc-provider` under the realm's path, discovered at
 * `wallet-openid-configuration`, with a login page that works by plain form posts.
 */
export async function startPscSimulator(options: PscSimulatorOptions): Promise<PscSimulator> {
  const bind = options.bind ?? '127.0.0.1'
  const held: { state?: PscState; provider?: Provider } = {}
  const ready = (): { state: PscState; provider: Provider } => {
    if (!held.state || !held.provider) throw new Error('the simulator is still starting')
    return { state: held.state, provider: held.provider }
  }
  let listener: RequestListener = (_request, response) => {
    sendJson(response, 503, { error: 'temporarily_unavailable' })
  }
  const server = makeServer(options.tls, (request, response) => {
    listener(request, response)
  })
  const port = await listen(server, options.port ?? 0, bind)
  const origin = `${options.tls ? 'https' : 'http'}://${options.hostname ?? 'localhost'}:${port}`
  const issuer = `${origin}${REALM_PATH}`
  const state = new PscState(options, issuer, await makeKeys())
  const provider = await buildProvider(state)
  provider.use(checks(state))
  provider.use(rewrite(state))
  Object.assign(held, { state, provider })
  listener = route(state, () => ready().provider)
  const admin = createServer((request, response) => {
    administer(provider, state, request, response).catch((error: unknown) => {
      sendJson(response, 500, { error: String(error) })
    })
  })
  const adminPort = await listen(admin, options.adminPort ?? 0, bind)
  return {
    issuer,
    url: issuer,
    discoveryUrl: `${issuer}${DISCOVERY_PATH}`,
    adminUrl: `http://${bind === '0.0.0.0' ? '127.0.0.1' : bind}:${adminPort}`,
    setFaults: (change) => {
      state.faults = { ...state.faults, ...change }
    },
    close: async () => {
      await Promise.all([close(server), close(admin)])
    },
  }
}
