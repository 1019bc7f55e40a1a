/** Why a sign-in does not succeed; each has its sentence and its HTTP status. */
const REASONS = {
  'SIGN_IN.CANCELLED': [403, 'L’identification a été annulée ou refusée. Vous pouvez recommencer.'],
  'SIGN_IN.STATE': [
    400,
    'Cette demande d’identification n’est pas reconnue ou a expiré. Recommencez depuis la page de connexion.',
  ],
  'SIGN_IN.RESPONSE': [
    400,
    'La réponse du service d’identification est incomplète. Recommencez depuis la page de connexion.',
  ],
  'SIGN_IN.ISSUER': [403, 'La réponse ne vient pas du service d’identification attendu. L’accès est refusé.'],
  'SIGN_IN.SIGNATURE': [403, 'La signature du service d’identification n’est pas valide. L’accès est refusé.'],
  'SIGN_IN.AUDIENCE': [403, 'L’identification n’est pas destinée à cette application. L’accès est refusé.'],
  'SIGN_IN.EXPIRED': [403, 'L’identification reçue n’est plus valable. Recommencez depuis la page de connexion.'],
  'SIGN_IN.NONCE': [403, 'L’identification reçue ne répond pas à cette demande. L’accès est refusé.'],
  'SIGN_IN.ACR': [403, 'Le niveau d’authentification n’est pas celui qui est exigé. L’accès est refusé.'],
  'SIGN_IN.SUBJECT': [403, 'Le service d’identification a décrit une autre personne. L’accès est refusé.'],
  'SIGN_IN.IDENTIFIER': [403, 'Le service d’identification n’a pas donné d’identifiant national. L’accès est refusé.'],
  'SIGN_IN.PROVIDER': [
    502,
    'Le service d’identification a donné une réponse inattendue. Réessayez dans quelques instants.',
  ],
  'SIGN_IN.UNAVAILABLE': [503, 'Le service d’identification ne répond pas. Réessayez dans quelques instants.'],
} as const satisfies Record<string, readonly [number, string]>

export type SignInErrorCode = keyof typeof REASONS

/** A sign-in that stopped: `code` for programs, `sentence` for the person, `detail` for the log (never a token or a secret). */
export class SignInError extends Error {
  readonly status: number
  readonly sentence: string

  constructor(
    readonly code: SignInErrorCode,
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${detail}`, options)
    this.name = 'SignInError'
    const [status, sentence] = REASONS[code]
    this.status = status
    this.sentence = sentence
  }
}

/** The sign-in error inside what passport reports, which may wrap it. */
export function signInErrorOf(error: unknown): SignInError {
  if (error instanceof SignInError) return error
  const wrapped = (error as { oauthError?: unknown } | null)?.oauthError
  if (wrapped instanceof SignInError) return wrapped
  return new SignInError('SIGN_IN.PROVIDER', error instanceof Error ? error.message : String(error), { cause: error })
}
