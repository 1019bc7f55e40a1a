import type { PscPerson } from './people'

/** A service that is registered at the simulated Pro Santé Connect. */
export interface PscClient {
  clientId: string
  clientSecret: string
  redirectUris: string[]
  postLogoutRedirectUris: string[]
  /** called when the session ends at the provider */
  backchannelLogoutUri?: string
}

export interface PscTls {
  key: string
  cert: string
  /** when given, the token, userinfo and introspection endpoints ask for a client certificate that it signed */
  clientCa?: string
}

export interface PscSimulatorOptions {
  clients: PscClient[]
  /** name in the issuer; default `localhost` */
  hostname?: string
  /** default: any free port */
  port?: number
  adminPort?: number
  /** address to listen on; default `127.0.0.1` */
  bind?: string
  /** plain HTTP without it */
  tls?: PscTls
  people?: readonly PscPerson[]
}

/** Where the realm stands on the real servers. */
export const REALM_PATH = '/auth/realms/esante-wallet'
export const DISCOVERY_PATH = '/.well-known/wallet-openid-configuration'
const OIDC = '/protocol/openid-connect'
export const ROUTES = {
  authorization: `${OIDC}/auth`,
  token: `${OIDC}/token`,
  userinfo: `${OIDC}/userinfo`,
  jwks: `${OIDC}/certs`,
  introspection: `${OIDC}/token/introspect`,
  end_session: `${OIDC}/logout`,
} as const
/** Endpoints called by servers, where a client certificate is asked. */
export const BACK_CHANNEL_ROUTES: readonly string[] = [ROUTES.token, ROUTES.userinfo, ROUTES.introspection]
