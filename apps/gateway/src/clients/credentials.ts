import { OAuthError } from './oauth-error'

export interface Credentials {
  clientId: string
  clientSecret: string
}

const MISSING =
  'Donnez l’identifiant et le secret du client, par l’en-tête Authorization (Basic) ou dans le formulaire.'

/**
 * The client's credentials, by HTTP Basic (form-encoded as RFC 6749 §2.3.1 asks) or in the form; not both.
 * @throws OAuthError
 */
export function readCredentials(authorization: string | undefined, body: Record<string, unknown>): Credentials {
  const { client_id: clientId, client_secret: clientSecret } = body
  if (authorization !== undefined) {
    if (clientSecret !== undefined)
      throw new OAuthError(400, 'invalid_request', 'Le client ne s’identifie que d’une seule manière.')
    return readBasic(authorization)
  }
  if (typeof clientId !== 'string' || typeof clientSecret !== 'string')
    throw new OAuthError(401, 'invalid_client', MISSING)
  return { clientId, clientSecret }
}

function readBasic(authorization: string): Credentials {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,2000})$/i.exec(authorization)?.[1]
  if (encoded === undefined) throw new OAuthError(401, 'invalid_client', MISSING)
  const pair = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  if (colon < 1) throw new OAuthError(401, 'invalid_client', MISSING)
  return { clientId: formDecode(pair.slice(0, colon)), clientSecret: formDecode(pair.slice(colon + 1)) }
}

function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '))
  } catch {
    // Many clients send the secret as it is: a lone % is then a character like another.
    return text
  }
}
