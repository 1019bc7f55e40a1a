import { readMetadata } from './provider'
import { PSC_DEFAULTS, type PscSettings } from './settings'

const issuer = 'https://auth.example/auth/realms/esante-wallet'
const settings: PscSettings = {
  ...PSC_DEFAULTS,
  algorithms: [...PSC_DEFAULTS.algorithms],
  scopes: [...PSC_DEFAULTS.scopes],
  issuer,
  discoveryUrl: `${issuer}/.well-known/wallet-openid-configuration`,
  clientId: 'dpi',
  clientAuthentication: 'tls_client_auth',
  callbackUrl: 'https://dpi.example/auth/psc/callback',
  postLogoutUrl: 'https://dpi.example/',
}
const document = {
  issuer,
  authorization_endpoint: 'https://wallet.example/auth',
  token_endpoint: `${issuer}/protocol/openid-connect/token`,
  userinfo_endpoint: `${issuer}/protocol/openid-connect/userinfo`,
  jwks_uri: `${issuer}/protocol/openid-connect/certs`,
  end_session_endpoint: `${issuer}/protocol/openid-connect/logout`,
  authorization_response_iss_parameter_supported: true,
}

test('the discovery document gives the endpoints, on whatever host they are', () => {
  expect(readMetadata(document, settings)).toMatchObject({
    authorizationEndpoint: 'https://wallet.example/auth',
    issInResponse: true,
  })
})

test('a discovery document of another issuer is refused', () => {
  expect(() => readMetadata({ ...document, issuer: 'https://other.example' }, settings)).toThrow(/issuer/)
})

test('an endpoint without TLS, or missing, is refused', () => {
  expect(() => readMetadata({ ...document, token_endpoint: 'http://auth.example/token' }, settings)).toThrow(/TLS/)
  expect(() => readMetadata({ ...document, jwks_uri: undefined }, settings)).toThrow(/jwks_uri/)
})
