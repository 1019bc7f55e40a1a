import { randomUUID } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import { importPKCS8, importSPKI, jwtVerify, SignJWT } from 'jose'
import { type Actor, type ClientAccount, type Permission, PERMISSIONS } from '@anamnese/contracts'
import { CONFIG } from '@anamnese/platform-service'
import type { GatewayConfig } from '../gateway.config'

export const ACCESS_TOKEN_SECONDS = 600
/** RFC 9068: never taken for another kind of token, nor another for it. */
const TYPE = 'at+jwt'

/** The access tokens of API clients: signed JWT of ten minutes, for the API alone. Services never see them. */
@Injectable()
export class AccessTokens {
  private readonly privateKey: ReturnType<typeof importPKCS8>
  private readonly publicKey: ReturnType<typeof importSPKI>
  private readonly audience: string

  constructor(@Inject(CONFIG) private readonly config: GatewayConfig) {
    this.privateKey = importPKCS8(config.INTERNAL_TOKEN_PRIVATE_KEY, 'EdDSA')
    this.publicKey = importSPKI(config.INTERNAL_TOKEN_PUBLIC_KEY, 'EdDSA')
    this.audience = `${config.PUBLIC_URL}/api`
  }

  async issue(client: ClientAccount, scopes: Permission[]): Promise<string> {
    const { clientId, name, establishment, structure } = client
    return new SignJWT({ client_id: clientId, scope: scopes.join(' '), name, establishment, structure })
      .setProtectedHeader({ alg: 'EdDSA', typ: TYPE })
      .setIssuer(this.config.PUBLIC_URL)
      .setAudience(this.audience)
      .setSubject(clientId)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
      .sign(await this.privateKey)
  }

  /** The client of a token, or undefined when the token is not one of ours or is over. */
  async verify(token: string): Promise<Actor | undefined> {
    try {
      const { payload } = await jwtVerify(token, await this.publicKey, {
        issuer: this.config.PUBLIC_URL,
        audience: this.audience,
        algorithms: ['EdDSA'],
        typ: TYPE,
      })
      const scopes = String(payload.scope).split(' ')
      return {
        kind: 'client',
        id: String(payload.client_id),
        name: String(payload.name),
        establishment: String(payload.establishment),
        structure: payload.structure as Actor['structure'],
        units: [],
        permissions: PERMISSIONS.filter((permission) => scopes.includes(permission)),
      }
    } catch {
      // Whatever is wrong with it, the caller only learns that it is not accepted.
      return undefined
    }
  }
}
