import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider' with { 'resolution-mode': 'import' }
import { claimsOf, SCOPE_ALL_CLAIMS, subjectOf } from './claims'
import { page, PAGE_POLICY } from './login-page'
import { REALM_PATH, ROUTES } from './options'
import type { PscState } from './state'

const REFRESH_SECONDS = 1800
const SESSION_SECONDS = 4 * 3600

/** Where the login page of an interaction is, under the realm. */
export const INTERACTION_PATH = '/interaction/'

function clientMetadata(state: PscState): NonNullable<Configuration['clients']> {
  return state.options.clients.map((client) => ({
    client_id: client.clientId,
    client_secret: client.clientSecret,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_post',
    ...(client.backchannelLogoutUri
      ? { backchannel_logout_uri: client.backchannelLogoutUri, backchannel_logout_session_required: true }
      : {}),
  }))
}

/** Pro Santé Connect asks no consent: what the client asks is granted for the time of the session. */
async function grantAll(ctx: KoaContextWithOIDC): Promise<InstanceType<Provider['Grant']> | undefined> {
  const { client, session, params, provider } = ctx.oidc
  if (!client || !session?.accountId) return undefined
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(typeof params?.scope === 'string' ? params.scope : 'openid')
  await grant.save()
  return grant
}

/** Ends the session at once when scripts run; without them, by one button (the real one does it by its own page, too). */
function logoutPage(ctx: KoaContextWithOIDC, form: string): void {
  ctx.set('Content-Security-Policy', `${PAGE_POLICY}; script-src 'unsafe-inline'`)
  ctx.body = page(
    'Pro Santé Connect — déconnexion',
    `${form}<p><button form="op.logoutForm" name="logout" value="yes">Se déconnecter</button></p>
<script>document.querySelector('button[form]').click()</script>`,
  )
}

/** The configuration that makes `oidc-provider` speak like Pro Santé Connect. */
export function configuration(state: PscState): Configuration {
  return {
    clients: clientMetadata(state),
    jwks: { keys: [state.keys.published] as never },
    acrValues: ['eidas1'],
    claims: { acr: null, auth_time: null, sid: null, iss: null, openid: ['sub'], scope_all: SCOPE_ALL_CLAIMS },
    scopes: ['openid', 'scope_all', 'offline_access'],
    routes: { ...ROUTES },
    cookies: {
      keys: [state.options.clients.map((client) => client.clientSecret).join() || 'psc'],
      names: { session: 'psc_session', interaction: 'psc_interaction', resume: 'psc_resume' },
    },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      introspection: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: logoutPage,
        postLogoutSuccessSource: (ctx) => {
          ctx.body = page('Pro Santé Connect — déconnexion', '<p>Votre session est terminée.</p>')
        },
      },
    },
    ttl: {
      AccessToken: () => state.faults.tokenSeconds,
      AuthorizationCode: 60,
      IdToken: 300,
      RefreshToken: REFRESH_SECONDS,
      Session: SESSION_SECONDS,
      Grant: SESSION_SECONDS,
      Interaction: 600,
    },
    issueRefreshToken: () => true,
    expiresWithSession: () => true,
    loadExistingGrant: grantAll,
    interactions: { url: (_ctx, interaction) => `${REALM_PATH}${INTERACTION_PATH}${interaction.uid}` },
    findAccount: (_ctx, sub) => {
      const person = state.people.find((candidate) => subjectOf(candidate) === sub)
      if (!person) return undefined
      return { accountId: sub, claims: () => claimsOf(person, state.faults) }
    },
    renderError: (ctx, out) => {
      ctx.set('Content-Security-Policy', PAGE_POLICY)
      ctx.type = 'html'
      const detail = `${out.error} ${out.error_description ?? ''}`.replace(/[<>&"]/g, ' ')
      ctx.body = page('Pro Santé Connect — erreur', `<p>La demande ne peut pas aboutir : ${detail}.</p>`)
    },
    // A logout token goes to the hospital's own machine: the guard against private addresses has no object here.
    fetch: async (url, options) =>
      fetch(url, { method: options?.method, headers: options?.headers, body: options?.body } as RequestInit),
  }
}

/** Builds the provider; `oidc-provider` is published as ECMAScript modules only. */
export async function buildProvider(state: PscState): Promise<Provider> {
  const { default: OidcProvider } = await import('oidc-provider')
  return new OidcProvider(state.issuer, configuration(state))
}
