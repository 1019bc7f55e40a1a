import type { CookieOptions } from 'express'

export interface GatewayCookies {
  session: string
  transaction: string
  options: CookieOptions
}

/**
 * `__Host-` cookies wherever the gateway is reached by HTTPS: the browser then refuses them from a sub-domain or without TLS.
 * On `http://localhost` browsers do not accept that prefix, so the names are plain.
 */
export function cookiesFor(publicUrl: string): GatewayCookies {
  const secure = publicUrl.startsWith('https:')
  const prefix = secure ? '__Host-' : ''
  return {
    session: `${prefix}anamnese_session`,
    transaction: `${prefix}anamnese_sign_in`,
    options: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
  }
}
