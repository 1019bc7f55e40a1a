import { Injectable } from '@nestjs/common'
import { type Actor, type ClientAccount, type Permission, PERMISSIONS } from '@anamnese/contracts'
import { AuditTrail } from '@anamnese/platform-messaging'
import { ServiceClient, ServiceProblem } from '../services/service-client'
import { ACCESS_TOKEN_SECONDS, AccessTokens } from './access-tokens'
import { readCredentials } from './credentials'
import { OAuthError } from './oauth-error'

export interface TokenAnswer {
  access_token: string
  token_type: 'Bearer'
  expires_in: number
  scope: string
}

@Injectable()
export class TokenService {
  constructor(
    private readonly services: ServiceClient,
    private readonly tokens: AccessTokens,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws OAuthError */
  async grant(authorization: string | undefined, body: Record<string, unknown>): Promise<TokenAnswer> {
    if (body.grant_type !== 'client_credentials')
      throw new OAuthError(400, 'unsupported_grant_type', 'Seul grant_type=client_credentials est possible.')
    const { clientId, clientSecret } = readCredentials(authorization, body)
    const client = await this.authenticate(clientId, clientSecret)
    const scopes = grantedScopes(client, body.scope)
    await this.trail.record(actorOfClient(client, scopes), { action: 'client.authenticate', detail: scopes.join(' ') })
    return {
      access_token: await this.tokens.issue(client, scopes),
      token_type: 'Bearer',
      expires_in: ACCESS_TOKEN_SECONDS,
      scope: scopes.join(' '),
    }
  }

  private async authenticate(clientId: string, clientSecret: string): Promise<ClientAccount> {
    try {
      return await this.services.post<ClientAccount>('directory', '/internal/clients/authenticate', {
        clientId,
        clientSecret,
      })
    } catch (error) {
      if (!(error instanceof ServiceProblem)) throw error
      if (error.status >= 500)
        throw new OAuthError(503, 'temporarily_unavailable', 'Les clients ne peuvent pas être lus pour le moment.', {
          cause: error,
        })
      const object = { kind: 'client', id: clientId.slice(0, 64) }
      await this.trail.record(undefined, { action: 'client.authenticate', outcome: 'refused', object })
      throw new OAuthError(401, 'invalid_client', 'L’identifiant ou le secret du client n’est pas reconnu.', {
        cause: error,
      })
    }
  }
}

/** Who acts for a program: its name, its scopes, no unit. */
function actorOfClient(client: ClientAccount, permissions: Permission[]): Actor {
  const { clientId: id, name, establishment, structure } = client
  return { kind: 'client', id, name, establishment, structure, units: [], permissions }
}

/** What the client asked among what it has; everything that it has when it asks nothing. @throws OAuthError */
function grantedScopes(client: ClientAccount, asked: unknown): Permission[] {
  if (asked === undefined || asked === '') return client.scopes
  const wanted = typeof asked === 'string' ? asked.split(' ').filter((scope) => scope !== '') : []
  const refused = wanted.filter((scope) => !client.scopes.includes(scope as Permission))
  if (wanted.length === 0 || refused.length > 0)
    throw new OAuthError(400, 'invalid_scope', `Le client n’a pas ces droits : ${refused.join(' ').slice(0, 200)}`)
  return PERMISSIONS.filter((permission) => wanted.includes(permission))
}
