import type { Session } from '@anamnese/contracts'

export interface Answer {
  status: number
  url: string
  headers: Headers
  text: string
}

/** A browser reduced to cookies, redirections and forms; the CSRF token goes with its unsafe requests once it knows a session. */
export class Browser {
  private readonly jar = new Map<string, string>()
  csrfToken: string | undefined

  constructor(readonly origin: string) {}

  cookies(host = new URL(this.origin).host): string[] {
    return [...(this.jar.get(host) ?? '').split('; ')].filter((pair) => pair !== '')
  }

  async open(url: string, init: RequestInit & { html?: boolean } = {}): Promise<Answer> {
    let next = new URL(url, this.origin)
    let request: RequestInit = init
    for (let count = 0; count < 12; count += 1) {
      const response = await fetch(next, {
        ...request,
        redirect: 'manual',
        headers: this.headers(next, request, init.html),
      })
      this.keep(next.host, response.headers.getSetCookie())
      const location = response.headers.get('Location')
      if (location === null)
        return { status: response.status, url: next.href, headers: response.headers, text: await response.text() }
      await response.arrayBuffer()
      next = new URL(location, next)
      request = {}
    }
    throw new Error('too many redirections')
  }

  /** Signs in as somebody of the simulator's login page; the answer is the page at the end. */
  async signIn(idNat: string, returnTo = '/'): Promise<Answer> {
    const login = await this.open(`/auth/login?returnTo=${encodeURIComponent(returnTo)}`, { html: true })
    const answer = login.url.includes('/interaction/')
      ? await this.open(login.url, {
          method: 'POST',
          body: new URLSearchParams({ person: idNat, means: 'e-CPS', choice: 'accept' }),
          html: true,
        })
      : login
    const session = await this.open('/auth/session')
    if (session.status === 200) this.csrfToken = (JSON.parse(session.text) as Session).csrfToken
    return answer
  }

  async call<T>(
    method: string,
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: T }> {
    const answer = await this.open(url, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (answer.text === '' ? undefined : JSON.parse(answer.text)) as T }
  }

  private headers(url: URL, request: RequestInit, html = false): Headers {
    const headers = new Headers(request.headers)
    headers.set('Cookie', this.jar.get(url.host) ?? '')
    headers.set('Accept', html ? 'text/html' : 'application/json')
    if (this.csrfToken !== undefined && url.origin === new URL(this.origin).origin)
      headers.set('X-CSRF-Token', this.csrfToken)
    return headers
  }

  private keep(host: string, cookies: string[]): void {
    const pairs = new Map(this.cookies(host).map((pair) => [pair.slice(0, pair.indexOf('=')), pair]))
    for (const cookie of cookies) {
      const pair = cookie.split(';')[0] ?? ''
      const name = pair.slice(0, pair.indexOf('='))
      if (/expires=thu, 01 jan 1970/i.test(cookie) || pair.endsWith('=')) pairs.delete(name)
      else pairs.set(name, pair)
    }
    this.jar.set(host, [...pairs.values()].join('; '))
  }
}
