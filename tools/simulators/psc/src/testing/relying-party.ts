import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  Provider,
  PSC_DEFAULTS,
  type PscAuthenticateOptions,
  type PscSettings,
  type PscSignIn,
  PscStrategy,
  type SignInError,
  signInErrorOf,
  TransactionSeal,
  TransactionStore,
} from '@anamnese/interop-psc'
import express from 'express'
import passport from 'passport'

export interface RelyingParty {
  url: string
  callbackUrl: string
  provider: Provider
  settings: PscSettings
  /** what the last callback came to */
  last?: { signIn: PscSignIn } | { error: SignInError }
  close(): Promise<void>
}

/** A free-standing service that signs people in with the library, as small as it can be. Its address is known before the provider's. */
export async function startRelyingParty(): Promise<
  RelyingParty & { use(settings: Pick<PscSettings, 'issuer' | 'discoveryUrl'> & Partial<PscSettings>): void }
> {
  const app = express()
  const server: Server = await new Promise((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => {
      resolve(listening)
    })
  })
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  const party = { url, callbackUrl: `${url}/auth/psc/callback` } as Awaited<ReturnType<typeof startRelyingParty>>
  const store = new TransactionStore(new TransactionSeal('secret of the relying party of the tests'), {
    name: 'sign_in',
    secure: false,
  })
  party.use = (settings) => {
    party.settings = {
      ...PSC_DEFAULTS,
      scopes: [...PSC_DEFAULTS.scopes],
      algorithms: [...PSC_DEFAULTS.algorithms],
      clientId: 'dpi',
      clientSecret: 'a-secret-of-the-test-which-is-long-enough',
      clientAuthentication: 'client_secret_post',
      callbackUrl: party.callbackUrl,
      postLogoutUrl: `${url}/`,
      ...settings,
    }
    party.provider = new Provider(party.settings)
  }
  const step = async (
    name: 'start' | 'callback',
    request: express.Request,
    response: express.Response,
  ): Promise<void> => {
    const authenticator = new passport.Passport()
    authenticator.use('psc', new PscStrategy(party.provider, await party.provider.metadata(), store))
    const done = (error: unknown, signIn: unknown): void => {
      party.last = signIn ? { signIn: signIn as PscSignIn } : { error: signInErrorOf(error) }
      response
        .status(signIn ? 200 : signInErrorOf(error).status)
        .send(signIn ? 'signed in' : signInErrorOf(error).sentence)
    }
    const { returnTo } = request.query
    const options: PscAuthenticateOptions = { step: name, ...(typeof returnTo === 'string' ? { returnTo } : {}) }
    ;(authenticator.authenticate('psc', options, done) as express.RequestHandler)(request, response, (error) => {
      done(error, undefined)
    })
  }
  app.get('/auth/login', (request, response, next) => {
    step('start', request, response).catch(next)
  })
  app.get('/auth/psc/callback', (request, response, next) => {
    step('callback', request, response).catch(next)
  })
  party.close = async () => {
    party.provider.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return party
}
