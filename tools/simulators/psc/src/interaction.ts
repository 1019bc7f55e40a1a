import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider' with { 'resolution-mode': 'import' }
import { readBody, sendHtml } from './bodies'
import { subjectOf } from './claims'
import { loginPage, page } from './login-page'
import type { PscState } from './state'

const DENIED = { error: 'access_denied', error_description: 'Authentification refusée par la personne' }

/** Shows the login page (GET) and takes its form (POST): person, means, accept or cancel. */
export async function interact(
  provider: Provider,
  state: PscState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await provider.interactionDetails(request, response)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    sendHtml(response, 400, page('Pro Santé Connect — erreur', '<p>Cette demande d’identification a expiré.</p>'))
    return
  }
  if (state.faults.accessDenied) {
    await provider.interactionFinished(request, response, DENIED, { mergeWithLastSubmission: false })
    return
  }
  if (request.method !== 'POST') {
    sendHtml(response, 200, loginPage(state.people))
    return
  }
  const form = new URLSearchParams((await readBody(request)).toString('utf8'))
  if (form.get('choice') === 'cancel') {
    await provider.interactionFinished(request, response, DENIED, { mergeWithLastSubmission: false })
    return
  }
  const person = state.people.find((candidate) => candidate.idNat === form.get('person'))
  const means = form.get('means')
  if (!person || (means !== 'e-CPS' && means !== 'CPS')) {
    sendHtml(response, 400, loginPage(state.people, 'Choisissez un moyen d’identification et une personne.'))
    return
  }
  const login = {
    accountId: subjectOf(person),
    acr: 'eidas1',
    amr: [means === 'CPS' ? 'card' : 'mobile'],
    remember: true,
  }
  await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
}
