import { exportJWK, generateKeyPair, type JWK } from 'jose'

/** The signing key that the JWKS publishes, and another one that it does not, for the fault `signature: other-key`. */
export interface PscKeys {
  published: JWK
  rogue: JWK
}

async function signingKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true, modulusLength: 2048 })
  return { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' }
}

export async function makeKeys(): Promise<PscKeys> {
  // The same key id: a client that trusts the id and not the signature would be fooled.
  const [published, rogue] = await Promise.all([signingKey('psc-1'), signingKey('psc-1')])
  return { published, rogue }
}
