import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider' with { 'resolution-mode': 'import' }
import { readBody, sendJson } from './bodies'
import { mergeFaults, NO_FAULT } from './faults'
import type { PscState } from './state'

interface LogoutClient {
  backchannelLogoutUri?: string
  backchannelLogout(sub: string, sid: string): Promise<void>
}

/** Tells each client of a person that their session ended at the provider, as a session end in the mobile application does. */
async function endSessions(provider: Provider, state: PscState, idNat: string | null): Promise<number> {
  let told = 0
  for (const session of [...state.sessions.values()]) {
    if (idNat && !session.sub.endsWith(`:${idNat}`)) continue
    state.sessions.delete(session.sid)
    const client = (await provider.Client.find(session.clientId)) as LogoutClient | undefined
    if (!client?.backchannelLogoutUri) continue
    await client.backchannelLogout(session.sub, session.sid)
    state.record('back-channel-logout', { clientId: session.clientId })
    told += 1
  }
  return told
}

interface AdminAnswer {
  status: number
  body: unknown
}

async function change(state: PscState, request: IncomingMessage): Promise<AdminAnswer> {
  try {
    const asked = JSON.parse((await readBody(request)).toString('utf8')) as Record<string, unknown>
    state.faults = mergeFaults(state.faults, asked)
    return { status: 200, body: state.faults }
  } catch (error) {
    return { status: 400, body: { error: error instanceof Error ? error.message : 'wrong body' } }
  }
}

async function answer(provider: Provider, state: PscState, request: IncomingMessage): Promise<AdminAnswer> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  switch (`${request.method ?? ''} ${url.pathname}`) {
    case 'GET /faults':
      return { status: 200, body: state.faults }
    case 'PUT /faults':
      return change(state, request)
    case 'DELETE /faults':
      state.faults = { ...NO_FAULT }
      return { status: 200, body: state.faults }
    case 'GET /people':
      return {
        status: 200,
        body: state.people.map(({ idNat, family, given, label }) => ({ idNat, family, given, label })),
      }
    case 'GET /records':
      return { status: 200, body: state.records }
    case 'DELETE /records':
      state.records.length = 0
      return { status: 200, body: [] }
    case 'POST /sessions/end':
      return { status: 200, body: { told: await endSessions(provider, state, url.searchParams.get('person')) } }
    default:
      return { status: 404, body: { error: 'not found' } }
  }
}

/**
 * The administration of the simulator: `GET|PUT|DELETE /faults`, `GET /people`, `GET|DELETE /records`,
 * `POST /sessions/end?person=<idNat>` (back-channel logout).
 */
export async function administer(
  provider: Provider,
  state: PscState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, body } = await answer(provider, state, request)
  sendJson(response, status, body)
}
