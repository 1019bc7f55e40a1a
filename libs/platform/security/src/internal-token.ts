import { importPKCS8, importSPKI, jwtVerify, SignJWT } from 'jose'
import type { Actor } from '@anamnese/contracts'

const ISSUER = 'anamnese-gateway'
const AUDIENCE = 'anamnese-services'
const LIFETIME_SECONDS = 60

/** Signs who acts, for one minute: what the gateway sends with each request to a service. Ed25519. */
export class InternalTokenSigner {
  private readonly key: ReturnType<typeof importPKCS8>

  /** @param privateKey PKCS#8 PEM */
  constructor(privateKey: string) {
    this.key = importPKCS8(privateKey, 'EdDSA')
  }

  async sign(actor: Actor): Promise<string> {
    return new SignJWT({ actor })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(actor.id)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS}s`)
      .sign(await this.key)
  }
}

/** Verifies an internal token. @throws when it is not signed by the gateway, expired, or meant for others. */
export class InternalTokenVerifier {
  private readonly key: ReturnType<typeof importSPKI>

  /** @param publicKey SPKI PEM */
  constructor(publicKey: string) {
    this.key = importSPKI(publicKey, 'EdDSA')
  }

  async verify(token: string): Promise<Actor> {
    const { payload } = await jwtVerify<{ actor: Actor }>(token, await this.key, {
      issuer: ISSUER,
      audience: AUDIENCE,
      algorithms: ['EdDSA'],
      clockTolerance: 5,
    })
    return payload.actor
  }
}
