import { errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose'
import type { PscSettings } from './settings'
import { SignInError, type SignInErrorCode } from './sign-in-error'

/** The claims of an ID token that passed every check. */
export interface IdTokenClaims extends JWTPayload {
  iss: string
  sub: string
  sid?: string
}

function codeOf(error: unknown): SignInErrorCode {
  if (error instanceof errors.JWTExpired) return 'SIGN_IN.EXPIRED'
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss') return 'SIGN_IN.ISSUER'
    if (error.claim === 'aud') return 'SIGN_IN.AUDIENCE'
    if (error.claim === 'iat' || error.claim === 'exp' || error.claim === 'nbf') return 'SIGN_IN.EXPIRED'
    return 'SIGN_IN.PROVIDER'
  }
  // A wrong signature, an algorithm that is not accepted (`none` first of all), a key that is not published, not a JWT.
  return 'SIGN_IN.SIGNATURE'
}

/**
 * Verifies something that the provider signed for this client: signature with a published key, issuer, audience, times.
 * @throws SignInError saying which check failed
 */
export async function verifySigned(
  token: string,
  keys: JWTVerifyGetKey,
  settings: PscSettings,
  requiredClaims: string[],
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: settings.issuer,
      audience: settings.clientId,
      algorithms: settings.algorithms,
      clockTolerance: settings.clockToleranceSeconds,
      requiredClaims,
    })
    return payload
  } catch (error) {
    if (error instanceof SignInError) throw error
    throw new SignInError(codeOf(error), error instanceof Error ? error.message : String(error), { cause: error })
  }
}

function checkAudience(claims: JWTPayload, clientId: string): void {
  if (Array.isArray(claims.aud) && claims.aud.length > 1 && claims.azp === undefined)
    throw new SignInError('SIGN_IN.AUDIENCE', 'several audiences and no azp')
  if (claims.azp !== undefined && claims.azp !== clientId)
    throw new SignInError('SIGN_IN.AUDIENCE', 'azp is another client')
}

/**
 * Verifies an ID token of the code flow (OpenID Connect Core §3.1.3.7): signature, `iss`, `aud`, `azp`, `exp`, `iat`,
 * `nonce`, and the `acr` that was asked.
 * @throws SignInError saying which check failed
 */
export async function verifyIdToken(
  idToken: string,
  nonce: string,
  keys: JWTVerifyGetKey,
  settings: PscSettings,
): Promise<IdTokenClaims> {
  const claims = await verifySigned(idToken, keys, settings, ['iss', 'sub', 'aud', 'exp', 'iat'])
  checkAudience(claims, settings.clientId)
  const future = Date.now() / 1000 + settings.clockToleranceSeconds
  if (claims.iat !== undefined && claims.iat > future) throw new SignInError('SIGN_IN.EXPIRED', 'iat is in the future')
  if (claims.nonce !== nonce) throw new SignInError('SIGN_IN.NONCE', 'nonce is missing or is another one')
  if (claims.acr !== settings.acr)
    throw new SignInError('SIGN_IN.ACR', `acr is ${String(claims.acr)}, ${settings.acr} is required`)
  return claims as IdTokenClaims
}
