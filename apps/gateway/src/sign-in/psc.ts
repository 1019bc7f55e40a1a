import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import passport from 'passport'
import {
  Provider,
  PSC_DEFAULTS,
  type PscAuthenticateOptions,
  type PscSettings,
  type PscSignIn,
  PscStrategy,
  signInErrorOf,
  TransactionSeal,
  TransactionStore,
} from '@anamnese/interop-psc'
import { CONFIG } from '@anamnese/platform-service'
import type { GatewayConfig } from '../gateway.config'
import { cookiesFor } from '../sessions/cookies'

export const CALLBACK_PATH = '/auth/psc/callback'
/** Page of the interface that is shown after a sign-out. */
export const SIGNED_OUT_PATH = '/au-revoir'

export function pscSettings(config: GatewayConfig): PscSettings {
  const tls = {
    ...(config.PSC_TLS_CERT === undefined ? {} : { cert: config.PSC_TLS_CERT }),
    ...(config.PSC_TLS_KEY === undefined ? {} : { key: config.PSC_TLS_KEY }),
    ...(config.PSC_TLS_CA === undefined ? {} : { ca: config.PSC_TLS_CA }),
  }
  return {
    ...PSC_DEFAULTS,
    algorithms: [...PSC_DEFAULTS.algorithms],
    issuer: config.PSC_ISSUER ?? config.PSC_DISCOVERY_URL.replace(/\/\.well-known\/.*$/, ''),
    discoveryUrl: config.PSC_DISCOVERY_URL,
    clientId: config.PSC_CLIENT_ID,
    clientAuthentication: config.PSC_CLIENT_AUTHENTICATION,
    callbackUrl: `${config.PUBLIC_URL}${CALLBACK_PATH}`,
    postLogoutUrl: `${config.PUBLIC_URL}${SIGNED_OUT_PATH}`,
    scopes: config.PSC_SCOPES,
    acr: config.PSC_ACR,
    ...(config.PSC_CLIENT_SECRET === undefined ? {} : { clientSecret: config.PSC_CLIENT_SECRET }),
    ...(Object.keys(tls).length === 0 ? {} : { tls }),
  }
}

/** Pro Santé Connect for this gateway: starts a sign-in, and takes its answer. */
@Injectable()
export class Psc implements OnModuleDestroy {
  readonly provider: Provider
  private readonly transactions: TransactionStore

  constructor(@Inject(CONFIG) config: GatewayConfig) {
    const { transaction: name, options } = cookiesFor(config.PUBLIC_URL)
    this.provider = new Provider(pscSettings(config))
    this.transactions = new TransactionStore(new TransactionSeal(config.SESSION_SECRET), {
      name,
      secure: options.secure === true,
    })
  }

  /**
   * Sends the browser to the provider; settled only by an error, since the redirection is the answer.
   * @throws SignInError
   */
  async start(request: Request, response: Response, returnTo: string | undefined): Promise<void> {
    await this.run(request, response, { step: 'start', ...(returnTo === undefined ? {} : { returnTo }) })
  }

  /** Who signed in. @throws SignInError saying which check failed */
  async callback(request: Request, response: Response): Promise<PscSignIn> {
    const signIn = await this.run(request, response, { step: 'callback' })
    if (signIn === undefined) throw signInErrorOf(new Error('the strategy answered nothing'))
    return signIn
  }

  onModuleDestroy(): void {
    this.provider.close()
  }

  private async run(
    request: Request,
    response: Response,
    options: PscAuthenticateOptions,
  ): Promise<PscSignIn | undefined> {
    // The metadata is read again now and then: the strategy is made of what holds now.
    const strategy = new PscStrategy(this.provider, await this.provider.metadata(), this.transactions)
    const authenticator = new passport.Passport()
    authenticator.use('psc', strategy)
    return new Promise((resolve, reject) => {
      const done = (error: unknown, signIn: unknown, challenge?: unknown): void => {
        if (signIn) resolve(signIn as PscSignIn)
        else reject(signInErrorOf(error ?? new Error(`refused: ${JSON.stringify(challenge)}`)))
      }
      response.once('finish', () => {
        resolve(undefined)
      })
      const next: NextFunction = (error?: unknown) => {
        reject(signInErrorOf(error))
      }
      const authenticate = authenticator.authenticate('psc', options, done) as RequestHandler
      void authenticate(request, response, next)
    })
  }
}
