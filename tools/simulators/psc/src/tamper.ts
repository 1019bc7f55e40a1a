import { decodeJwt, importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import type { PscFaults } from './faults'
import type { PscState } from './state'

function faultyClaims(claims: JWTPayload, faults: PscFaults): JWTPayload {
  const result: JWTPayload = { ...claims, typ: 'ID', azp: claims.aud, acr: faults.acr ?? undefined }
  if (faults.nonce === 'wrong') result.nonce = 'another-nonce'
  if (faults.nonce === 'missing') delete result.nonce
  if (faults.issuer === 'wrong') result.iss = 'https://psc.example/auth/realms/other'
  if (faults.audience === 'wrong') result.aud = 'another-client'
  if (faults.azp === 'wrong') result.azp = 'another-client'
  if (faults.expired) result.exp = Math.floor(Date.now() / 1000) - 600
  return result
}

async function sign(claims: JWTPayload, state: PscState, key: 'published' | 'rogue'): Promise<string> {
  const jwk = state.keys[key]
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'psc-1', typ: 'JWT' })
    .sign(await importJWK(jwk, 'RS256'))
}

/** The ID token as Pro Santé Connect makes it (`acr`, `azp`, `typ`), with the faults that were asked. */
export async function remakeIdToken(idToken: string, state: PscState): Promise<string> {
  const claims = faultyClaims(decodeJwt(idToken), state.faults)
  if (state.faults.signature === 'unsigned') return new UnsecuredJWT(claims).encode()
  return sign(claims, state, state.faults.signature === 'other-key' ? 'rogue' : 'published')
}

/** The userinfo answer with the faults that were asked: JSON, or a signed JWT, as each environment of the real one chooses. */
export async function remakeUserinfo(
  claims: Record<string, unknown>,
  audience: string,
  state: PscState,
): Promise<{ type: 'json'; body: Record<string, unknown> } | { type: 'jwt'; body: string }> {
  const mode = state.faults.userinfo
  if (mode === 'other-sub') return { type: 'json', body: { ...claims, sub: 'f:other:899700000000' } }
  if (mode === 'json' || mode === 'error') return { type: 'json', body: claims }
  const payload = { ...claims, iss: state.issuer, aud: audience }
  return { type: 'jwt', body: await sign(payload, state, mode === 'jwt' ? 'published' : 'rogue') }
}
