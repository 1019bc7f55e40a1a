/** How the gateway authenticates itself at the token endpoint. */
export type ClientAuthentication = 'client_secret_post' | 'client_secret_basic' | 'tls_client_auth'

export interface PscTlsSettings {
  /** client certificate of the organisation (Espace de Confiance, EXI PSC 24) */
  cert?: string
  key?: string
  /** authorities of the provider's server certificate, when they are not the usual ones */
  ca?: string
}

/** Everything that the sign-in needs to know of Pro Santé Connect, or of another OpenID Connect provider of the hospital. */
export interface PscSettings {
  issuer: string
  /** the discovery document has a name of its own at Pro Santé Connect: `…/.well-known/wallet-openid-configuration` */
  discoveryUrl: string
  clientId: string
  clientSecret?: string
  clientAuthentication: ClientAuthentication
  callbackUrl: string
  /** where the provider sends the browser after its logout; registered there */
  postLogoutUrl: string
  /** asked by `openid` and these (`scope_all`) */
  scopes: string[]
  /** asked in the request and required in the ID token (PSC.08, EX PSC 16) */
  acr: string
  /** signature algorithms accepted for what the provider signs */
  algorithms: string[]
  /** seconds of difference accepted between the clocks */
  clockToleranceSeconds: number
  /** milliseconds given to each call of the provider */
  timeoutMs: number
  tls?: PscTlsSettings
}

/** What is the same everywhere unless the configuration says otherwise. */
export const PSC_DEFAULTS = {
  scopes: ['scope_all'],
  acr: 'eidas1',
  algorithms: ['RS256', 'PS256', 'ES256'],
  clockToleranceSeconds: 300,
  timeoutMs: 10_000,
} as const satisfies Partial<Record<keyof PscSettings, unknown>>
