import { jsonObject } from './back-channel'
import type { Provider } from './provider'
import type { PscSettings } from './settings'
import { SignInError } from './sign-in-error'

/** The tokens of the provider. Kept on the server only. */
export interface ProviderTokens {
  accessToken: string
  refreshToken?: string
  idToken?: string
  /** milliseconds since 1970, from `expires_in`: never assumed */
  expiresAt?: number
}

function clientCredentials(settings: PscSettings): { headers: Record<string, string>; fields: Record<string, string> } {
  const { clientId, clientSecret = '' } = settings
  switch (settings.clientAuthentication) {
    case 'client_secret_basic': {
      const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`
      return { headers: { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` }, fields: {} }
    }
    case 'client_secret_post':
      return { headers: {}, fields: { client_id: clientId, client_secret: clientSecret } }
    case 'tls_client_auth':
      return { headers: {}, fields: { client_id: clientId } }
  }
}

function readTokens(body: Record<string, unknown>): ProviderTokens {
  const text = (name: string): string | undefined => (typeof body[name] === 'string' ? body[name] : undefined)
  const accessToken = text('access_token')
  if (!accessToken) throw new SignInError('SIGN_IN.PROVIDER', 'token endpoint: no access_token')
  const [refreshToken, idToken] = [text('refresh_token'), text('id_token')]
  return {
    accessToken,
    ...(refreshToken ? { refreshToken } : {}),
    ...(idToken ? { idToken } : {}),
    ...(typeof body.expires_in === 'number' ? { expiresAt: Date.now() + body.expires_in * 1000 } : {}),
  }
}

/**
 * Asks the token endpoint, by client secret or client certificate.
 * @throws SignInError `SIGN_IN.PROVIDER` with the provider's error code (`invalid_grant`…) in its detail
 */
export async function requestTokens(provider: Provider, parameters: Record<string, string>): Promise<ProviderTokens> {
  const { tokenEndpoint } = await provider.metadata()
  const { headers, fields } = clientCredentials(provider.settings)
  const answer = await provider.channel.request(tokenEndpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams({ ...parameters, ...fields }).toString(),
  })
  const body = jsonObject(answer, 'token endpoint')
  if (answer.status !== 200)
    throw new SignInError('SIGN_IN.PROVIDER', `token endpoint: ${answer.status} ${String(body.error)}`)
  return readTokens(body)
}

/** New tokens while the person is active, without another sign-in (EXI PSC 11). */
export async function refreshTokens(provider: Provider, refreshToken: string): Promise<ProviderTokens> {
  const tokens = await requestTokens(provider, { grant_type: 'refresh_token', refresh_token: refreshToken })
  return { refreshToken, ...tokens }
}
