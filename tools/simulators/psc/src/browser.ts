interface Jar {
  [hostAndName: string]: string
}

/** What a page or a redirection answered. */
export interface BrowserAnswer {
  url: string
  status: number
  headers: Headers
  body: string
}

const MAX_REDIRECTIONS = 15

/**
 * A browser reduced to what a sign-in needs: cookies per host and port-less name, redirections, forms. Programs sign in with it.
 * `stopAt` gives redirections that are returned instead of being followed.
 */
export class CookieBrowser {
  private readonly jar: Jar = {}

  cookie(host: string, name: string): string | undefined {
    return this.jar[`${host} ${name}`]
  }

  /** The `Cookie` header for a host, for requests made otherwise. */
  cookieHeader(host: string): string {
    return Object.entries(this.jar)
      .filter(([key]) => key.startsWith(`${host} `))
      .map(([key, value]) => `${key.slice(host.length + 1)}=${value}`)
      .join('; ')
  }

  async get(url: string, stopAt?: (location: string) => boolean): Promise<BrowserAnswer> {
    return this.request(url, { method: 'GET' }, stopAt)
  }

  async post(
    url: string,
    form: Record<string, string>,
    stopAt?: (location: string) => boolean,
  ): Promise<BrowserAnswer> {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    return this.request(url, { method: 'POST', body: new URLSearchParams(form).toString(), headers }, stopAt)
  }

  private async request(
    start: string,
    first: { method: string; body?: string; headers?: Record<string, string> },
    stopAt?: (location: string) => boolean,
  ): Promise<BrowserAnswer> {
    let url = start
    let request = first
    for (let count = 0; count <= MAX_REDIRECTIONS; count += 1) {
      const host = new URL(url).host
      const response = await fetch(url, {
        ...request,
        redirect: 'manual',
        headers: { ...request.headers, Cookie: this.cookieHeader(host) },
      })
      this.keep(host, response.headers.getSetCookie())
      const location = response.headers.get('Location')
      const target = location ? new URL(location, url).href : undefined
      if (!target || response.status < 300 || response.status > 399 || stopAt?.(target))
        return { url, status: response.status, headers: response.headers, body: await response.text() }
      await response.arrayBuffer()
      url = target
      request = { method: 'GET' }
    }
    throw new Error(`more than ${MAX_REDIRECTIONS} redirections from ${start}`)
  }

  private keep(host: string, cookies: string[]): void {
    for (const cookie of cookies) {
      const [pair = '', ...attributes] = cookie.split(';')
      const name = pair.slice(0, pair.indexOf('='))
      const value = pair.slice(pair.indexOf('=') + 1)
      const gone = attributes.some((attribute) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(attribute))
      if (gone || value === '') Reflect.deleteProperty(this.jar, `${host} ${name}`)
      else this.jar[`${host} ${name}`] = value
    }
  }
}

/**
 * Signs in by the simulator's login page: opens `startUrl` (which redirects to it), chooses the person, follows back.
 * When the provider already knows the browser, its page is not shown and the answer is already the service's.
 */
export async function signInThroughPsc(
  browser: CookieBrowser,
  startUrl: string,
  idNat: string,
  means: 'e-CPS' | 'CPS' = 'e-CPS',
  stopAt?: (location: string) => boolean,
): Promise<BrowserAnswer> {
  const loginPage = await browser.get(startUrl, stopAt)
  if (!loginPage.url.includes('/interaction/')) return loginPage
  return browser.post(loginPage.url, { person: idNat, means, choice: 'accept' }, stopAt)
}
