import { jsonObject } from './back-channel'
import { verifySigned } from './id-token'
import type { Provider } from './provider'
import { SignInError } from './sign-in-error'

/**
 * Asks who the person is. The answer is JSON, or a JWT that the provider signed; it has to be about the subject of the ID token,
 * or the access token of somebody else could be played (OpenID Connect Core §5.3.2).
 */
export async function fetchUserinfo(
  provider: Provider,
  accessToken: string,
  subject: string,
): Promise<Record<string, unknown>> {
  const { userinfoEndpoint } = await provider.metadata()
  const answer = await provider.channel.request(userinfoEndpoint, {
    headers: { Authorization: `Bearer ${accessToken}`, Accept: 'application/json, application/jwt' },
  })
  if (answer.status !== 200) throw new SignInError('SIGN_IN.PROVIDER', `userinfo: status ${answer.status}`)
  const claims = answer.contentType.startsWith('application/jwt')
    ? await verifySigned(answer.body.trim(), await provider.keys(), provider.settings, ['sub'])
    : jsonObject(answer, 'userinfo')
  if (claims.sub !== subject) throw new SignInError('SIGN_IN.SUBJECT', 'userinfo: sub is not the one of the ID token')
  return claims
}
