import type { Request } from 'express'
import OpenIDConnectStrategy from 'passport-openidconnect'
import { verifyIdToken } from './id-token'
import type { Provider, ProviderMetadata } from './provider'
import { type PscPerson, readPscPerson } from './psc-person'
import { SignInError } from './sign-in-error'
import { type ProviderTokens, requestTokens } from './tokens'
import { codeChallenge, type Transaction } from './transaction'
import type { TransactionStore } from './transaction-store'
import { fetchUserinfo } from './userinfo'

/** Who signed in, with what the session keeps on the server. */
export interface PscSignIn {
  person: PscPerson
  tokens: ProviderTokens & { idToken: string }
  /** the provider's own session, named by a back-channel logout */
  sid?: string
  returnTo: string
}

export interface PscAuthenticateOptions extends Omit<OpenIDConnectStrategy.AuthenticateOptions, 'state'> {
  /** told by the route, never guessed from the query: a callback that lacks its parameters must not start another sign-in */
  step?: 'start' | 'callback'
  returnTo?: string
}

type TokenCallback = (error: unknown, accessToken?: string, refreshToken?: string, result?: unknown) => void
type Actions = OpenIDConnectStrategy & { error(error: Error): void }

/**
 * Pro Santé Connect for passport. `passport-openidconnect` knows neither PKCE nor the signature of the ID token, keeps its state
 * in a session, and reads the userinfo its own way: these parts are ours, and every check is made before the package goes on.
 */
export class PscStrategy extends OpenIDConnectStrategy {
  override name = 'psc'

  constructor(
    private readonly provider: Provider,
    private readonly metadata: ProviderMetadata,
    private readonly transactions: TransactionStore,
  ) {
    super(
      {
        issuer: metadata.issuer,
        authorizationURL: metadata.authorizationEndpoint,
        tokenURL: metadata.tokenEndpoint,
        userInfoURL: metadata.userinfoEndpoint,
        callbackURL: provider.settings.callbackUrl,
        clientID: provider.settings.clientId,
        clientSecret: provider.settings.clientSecret ?? '',
        scope: provider.settings.scopes,
        acrValues: provider.settings.acr,
        // The type asks for the class that the package never exports: what it uses are `store` and `verify`.
        store: transactions as object as OpenIDConnectStrategy.SessionStore,
        skipUserProfile: true,
      },
      // The package gives the whole token answer, where `redeem` left who signed in.
      (
        _issuer: string,
        _profile: OpenIDConnectStrategy.Profile,
        _context: object,
        _idToken: string | object,
        _accessToken: string | object,
        _refreshToken: string,
        result: { signIn: PscSignIn },
        done: OpenIDConnectStrategy.VerifyCallback,
      ) => {
        done(null, result.signIn)
      },
    )
  }

  /** passport makes one object per request out of this one: what is set on `this` here is of the request alone. */
  override authenticate(request: Request, options: PscAuthenticateOptions = {}): void {
    try {
      if (options.step === 'callback') this.resume(request)
      else this.prepare(request, options)
    } catch (error) {
      ;(this as unknown as Actions).error(error as Error)
      return
    }
    super.authenticate(request, { ...options, state: {} })
  }

  private prepare(request: Request, options: PscAuthenticateOptions): void {
    const { nonce, codeVerifier } = this.transactions.begin(request, options.returnTo)
    this.authorizationParams = () => ({
      nonce,
      code_challenge: codeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    })
  }

  private resume(request: Request): void {
    const query = request.query
    const transaction = this.transactions.resume(request, query.state)
    if (!transaction) throw new SignInError('SIGN_IN.STATE', 'no transaction for this state')
    this.checkIssuer(query.iss)
    if (query.error !== undefined) throw refusal(query.error, query.error_description)
    if (typeof query.code !== 'string' || query.code === '') throw new SignInError('SIGN_IN.RESPONSE', 'no code')
    this._oauth2 = Object.create(this._oauth2, {
      getOAuthAccessToken: {
        value: (code: string, _parameters: unknown, done: TokenCallback) => {
          this.redeem(code, transaction).then((signIn) => {
            const { accessToken, refreshToken, idToken } = signIn.tokens
            done(null, accessToken, refreshToken, { id_token: idToken, signIn })
          }, done)
        },
      },
    }) as typeof this._oauth2
  }

  /** RFC 9207: an answer of another provider is not to be mixed up with one of ours. */
  private checkIssuer(issuer: unknown): void {
    if (issuer === undefined && !this.metadata.issInResponse) return
    if (issuer !== this.metadata.issuer)
      throw new SignInError('SIGN_IN.ISSUER', 'iss of the response is missing or wrong')
  }

  private async redeem(code: string, transaction: Transaction): Promise<PscSignIn> {
    const { settings } = this.provider
    const tokens = await requestTokens(this.provider, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: settings.callbackUrl,
      code_verifier: transaction.codeVerifier,
    })
    if (!tokens.idToken) throw new SignInError('SIGN_IN.PROVIDER', 'token endpoint: no id_token')
    const claims = await verifyIdToken(tokens.idToken, transaction.nonce, await this.provider.keys(), settings)
    const userinfo = await fetchUserinfo(this.provider, tokens.accessToken, claims.sub)
    return {
      person: readPscPerson(claims.iss, userinfo),
      tokens: { ...tokens, idToken: tokens.idToken },
      ...(claims.sid ? { sid: claims.sid } : {}),
      returnTo: transaction.returnTo,
    }
  }
}

function refusal(error: unknown, description: unknown): SignInError {
  const detail = `${String(error)} ${typeof description === 'string' ? description : ''}`.slice(0, 300)
  switch (error) {
    case 'access_denied':
    case 'login_required':
    case 'interaction_required':
      return new SignInError('SIGN_IN.CANCELLED', detail)
    case 'temporarily_unavailable':
    case 'server_error':
      return new SignInError('SIGN_IN.UNAVAILABLE', detail)
    default:
      return new SignInError('SIGN_IN.PROVIDER', detail)
  }
}
