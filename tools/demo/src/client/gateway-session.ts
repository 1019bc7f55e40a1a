import type { Problem, Session } from '@anamnese/contracts'
import { CookieBrowser, signInThroughPsc } from '@anamnese/tool-sim-psc'

/** A person at the gateway: signed in by Pro Santé Connect's own page, then calling the API with the session's cookies. */
export class GatewaySession {
  private constructor(
    private readonly gateway: string,
    private readonly browser: CookieBrowser,
    readonly session: Session,
  ) {}

  static async signIn(gateway: string, idNat: string): Promise<GatewaySession> {
    const browser = new CookieBrowser()
    const landed = await signInThroughPsc(browser, `${gateway}/auth/login`, idNat)
    if (landed.status >= 400) throw new Error(`connexion refusée (${landed.status}) sur ${landed.url}`)
    const headers = { Cookie: browser.cookieHeader(new URL(gateway).host) }
    const answer = await fetch(`${gateway}/auth/session`, { headers })
    if (!answer.ok) throw new Error(`aucune session après la connexion (${answer.status}, page ${landed.url})`)
    return new GatewaySession(gateway, browser, (await answer.json()) as Session)
  }

  get<T>(path: string): Promise<T> {
    return this.json<T>('GET', path)
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.json<T>('POST', path, body)
  }

  put<T>(path: string, body: object): Promise<T> {
    return this.json<T>('PUT', path, body)
  }

  async bytes(path: string): Promise<{ bytes: Buffer; type: string }> {
    const answer = await this.call('GET', path)
    return { bytes: Buffer.from(await answer.arrayBuffer()), type: answer.headers.get('content-type') ?? '' }
  }

  /** The answer as it is, refusals included. Bytes go as they are, anything else as JSON. */
  async request(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Response> {
    const bytes = body instanceof Uint8Array
    return fetch(`${this.gateway}${path}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(60_000),
      headers: {
        Cookie: this.browser.cookieHeader(new URL(this.gateway).host),
        'X-CSRF-Token': this.session.csrfToken,
        ...(body === undefined ? {} : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: bytes ? Buffer.from(body) : JSON.stringify(body) }),
    })
  }

  private async json<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await this.call(method, path, body)
    const text = await answer.text()
    return (text === '' ? undefined : JSON.parse(text)) as T
  }

  private async call(method: string, path: string, body?: object): Promise<Response> {
    const answer = await this.request(method, path, body)
    if (answer.ok) return answer
    const problem = (await answer.json().catch(() => ({}))) as Partial<Problem>
    const said = [problem.code, problem.title, problem.detail, ...(problem.errors ?? []).map((one) => one.message)]
    throw new Error(`${method} ${path} : ${answer.status} ${said.filter(Boolean).join(' – ')}`)
  }
}
