import { decodeJwt } from 'jose'
import type { KoaContextWithOIDC } from 'oidc-provider' with { 'resolution-mode': 'import' }
import { ROUTES } from './options'
import type { PscState } from './state'
import { remakeIdToken, remakeUserinfo } from './tamper'

function requestParameter(ctx: KoaContextWithOIDC, name: string): string {
  const value = (ctx.oidc as { params?: Record<string, unknown> } | undefined)?.params?.[name]
  return typeof value === 'string' ? value : ''
}

async function rewriteToken(ctx: KoaContextWithOIDC, state: PscState): Promise<void> {
  const body = ctx.body as { id_token?: string; error?: string } | undefined
  state.record('token', {
    clientId: ctx.oidc.client?.clientId ?? '',
    grantType: requestParameter(ctx, 'grant_type'),
    codeVerifier: requestParameter(ctx, 'code_verifier') ? 'yes' : 'no',
    error: body?.error ?? '',
  })
  if (!body?.id_token) return
  const claims = decodeJwt(body.id_token)
  if (typeof claims.sid === 'string' && typeof claims.sub === 'string')
    state.sessions.set(claims.sid, { clientId: String(claims.aud), sub: claims.sub, sid: claims.sid })
  body.id_token = await remakeIdToken(body.id_token, state)
}

async function rewriteUserinfo(ctx: KoaContextWithOIDC, state: PscState): Promise<void> {
  state.record('userinfo', { clientId: ctx.oidc.client?.clientId ?? '', status: String(ctx.status) })
  if (ctx.status !== 200) return
  if (state.faults.userinfo === 'error') {
    ctx.status = 500
    ctx.body = { error: 'server_error' }
    return
  }
  const answer = await remakeUserinfo(ctx.body as Record<string, unknown>, ctx.oidc.client?.clientId ?? '', state)
  ctx.body = answer.body
  ctx.type = answer.type === 'jwt' ? 'application/jwt' : 'application/json'
}

function rewriteLocation(ctx: KoaContextWithOIDC, state: PscState): void {
  const location = ctx.response.get('Location')
  if (!location || state.faults.responseIssuer === 'right') return
  const url = new URL(location, state.issuer)
  if (!url.searchParams.has('code')) return
  if (state.faults.responseIssuer === 'missing') url.searchParams.delete('iss')
  else url.searchParams.set('iss', 'https://psc.example/auth/realms/other')
  ctx.set('Location', url.href)
}

/** Koa middleware: gives the answers the form that Pro Santé Connect gives them, and the faults that were asked. */
export function rewrite(state: PscState): (ctx: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void> {
  return async (ctx, next) => {
    await next()
    if (ctx.path === ROUTES.token) await rewriteToken(ctx, state)
    else if (ctx.path === ROUTES.userinfo) await rewriteUserinfo(ctx, state)
    else if (ctx.path.startsWith(ROUTES.authorization)) rewriteLocation(ctx, state)
    else if (ctx.path === ROUTES.introspection)
      state.record('introspection', { clientId: ctx.oidc.client?.clientId ?? '', status: String(ctx.status) })
    else if (ctx.path === `${ROUTES.end_session}/confirm`) state.record('logout', { status: String(ctx.status) })
  }
}
