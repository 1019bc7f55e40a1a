import type { KoaContextWithOIDC } from 'oidc-provider' with { 'resolution-mode': 'import' }
import { page } from './login-page'
import { BACK_CHANNEL_ROUTES, ROUTES } from './options'
import type { PscState } from './state'

/** What Pro Santé Connect requires in an authorization request beyond the standard; the answer names what is wrong. */
export function authorizationProblem(query: URLSearchParams): string | undefined {
  if (!query.get('state')) return 'le paramètre state est obligatoire'
  if (!query.get('nonce')) return 'le paramètre nonce est obligatoire'
  if (query.get('acr_values') !== 'eidas1') return 'acr_values doit valoir eidas1 (PSC.08)'
  if (!query.get('scope')?.split(' ').includes('scope_all')) return 'le périmètre scope_all doit être demandé'
  if (query.get('code_challenge_method') !== 'S256') return 'code_challenge_method doit valoir S256'
  return undefined
}

/** Koa middleware: refuses a wrong authorization request, and a server call without the client certificate that is asked. */
export function checks(state: PscState): (ctx: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void> {
  return async (ctx, next) => {
    if (ctx.path === ROUTES.authorization) {
      const query = new URLSearchParams(ctx.querystring)
      const problem = authorizationProblem(query)
      state.record('authorization', {
        clientId: query.get('client_id') ?? '',
        scope: query.get('scope') ?? '',
        acrValues: query.get('acr_values') ?? '',
        codeChallengeMethod: query.get('code_challenge_method') ?? '',
        problem: problem ?? '',
      })
      if (problem) {
        ctx.status = 400
        ctx.type = 'html'
        ctx.body = page('Pro Santé Connect — erreur', `<p>Demande d’identification refusée : ${problem}.</p>`)
        return
      }
    }
    const socket = ctx.req.socket as { authorized?: boolean }
    if (state.options.tls?.clientCa && BACK_CHANNEL_ROUTES.includes(ctx.path) && socket.authorized !== true) {
      ctx.status = 401
      ctx.body = { error: 'invalid_client', error_description: 'client certificate required' }
      return
    }
    await next()
  }
}
