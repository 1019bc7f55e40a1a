import { verifySigned } from './id-token'
import type { Provider } from './provider'
import { SignInError } from './sign-in-error'

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const MAX_AGE_SECONDS = 300

/** Where to send the browser so that the provider ends its own session too (RP-initiated logout), if it can. */
export async function logoutUrl(provider: Provider, idToken: string, state: string): Promise<string | undefined> {
  const { endSessionEndpoint } = await provider.metadata()
  if (!endSessionEndpoint) return undefined
  const url = new URL(endSessionEndpoint)
  url.searchParams.set('id_token_hint', idToken)
  url.searchParams.set('post_logout_redirect_uri', provider.settings.postLogoutUrl)
  url.searchParams.set('state', state)
  return url.href
}

/** Whose sessions a provider asks to end. */
export interface EndedSession {
  issuer: string
  jti: string
  sub?: string
  sid?: string
}

/**
 * Verifies a logout token (OpenID Connect Back-Channel Logout §2.6): signature, `iss`, `aud`, fresh `iat`, the event, no `nonce`,
 * a `jti`, and a `sub` or a `sid`. Whether the `jti` was already played is for the caller to remember.
 * @throws SignInError saying which check failed
 */
export async function verifyLogoutToken(token: string, provider: Provider): Promise<EndedSession> {
  const claims = await verifySigned(token, await provider.keys(), provider.settings, ['iss', 'aud', 'iat', 'jti'])
  const events = claims.events
  if (typeof events !== 'object' || events === null || !(LOGOUT_EVENT in events))
    throw new SignInError('SIGN_IN.PROVIDER', 'logout token: not the logout event')
  if (claims.nonce !== undefined) throw new SignInError('SIGN_IN.NONCE', 'logout token: a nonce is not allowed')
  const age = Math.abs(Date.now() / 1000 - (claims.iat ?? 0))
  if (age > MAX_AGE_SECONDS) throw new SignInError('SIGN_IN.EXPIRED', 'logout token: too old')
  const sid = typeof claims.sid === 'string' ? claims.sid : undefined
  if (!claims.sub && !sid) throw new SignInError('SIGN_IN.PROVIDER', 'logout token: neither sub nor sid')
  return {
    issuer: provider.settings.issuer,
    jti: claims.jti ?? '',
    ...(claims.sub ? { sub: claims.sub } : {}),
    ...(sid ? { sid } : {}),
  }
}
