/** An error of the token endpoint, in the form of RFC 6749 §5.2. */
export class OAuthError extends Error {
  constructor(
    readonly status: 400 | 401 | 503,
    readonly code:
      'invalid_request' | 'invalid_client' | 'invalid_scope' | 'unsupported_grant_type' | 'temporarily_unavailable',
    /** French sentence for who sets the client up */
    readonly description: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${description}`, options)
    this.name = 'OAuthError'
  }
}
