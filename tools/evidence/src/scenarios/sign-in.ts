import type { Session } from '@anamnese/contracts'
import { GatewaySession } from '@anamnese/tool-demo'
import { CookieBrowser, signInThroughPsc } from '@anamnese/tool-sim-psc'
import type { Page } from 'playwright-core'
import { ensure, present, scenario, type Scenario } from '../run/scenario'
import { letSessionIdle } from '../world/sessions-store'
import { ROLES } from '../world/world'

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /menu de la session/i }).click()
  await page.getByRole('menuitem', { name: /Se déconnecter/ }).click()
}

const BUTTON = /S’identifier avec Pro Santé Connect/

/** Sign-in, sign-out, sessions. */
export const SIGN_IN: Scenario[] = [
  scenario('PSC.01', async (world, proofs) => {
    const page = await world.screens.visitor('/conditions')
    await page
      .getByText(/Pro Santé Connect/)
      .first()
      .waitFor()
    await proofs.screenshot('01-conditions', page)
    await world.screens.open(page, '/')
    const button = page.getByRole('link', { name: BUTTON }).or(page.getByRole('button', { name: BUTTON }))
    await button.first().waitFor()
    await proofs.screenshot('02-bouton', page)
    await button.first().click()
    await page.locator('input[name="person"]').first().waitFor()
    await proofs.screenshot('03-mire', page)
    await world.screens.identify(page, ROLES.physician)
    await page.getByRole('button', { name: /menu de la session/i }).waitFor()
    await proofs.screenshot('04-connecte', page)
    proofs.note(`Connectée par Pro Santé Connect, revenue sur ${page.url()}.`)
    await signOut(page)
    await page.getByText(/Vous êtes déconnecté/).waitFor()
    await proofs.screenshot('05-deconnecte', page)
    await world.screens.open(page, '/')
    await button.first().click()
    await page.locator('input[name="person"]').first().waitFor()
    await proofs.screenshot('06-mire-a-nouveau', page)
    await world.screens.identify(page, ROLES.physician)
    await page.getByRole('button', { name: /menu de la session/i }).waitFor()
    await proofs.screenshot('07-reconnecte', page)
    proofs.note('Déconnectée de Pro Santé Connect aussi : la mire est à nouveau demandée, puis la reconnexion aboutit.')
    const records = (await world.partners.pscRecords()).filter(({ at }) => Date.parse(at) >= world.startedAt.getTime())
    ensure(
      records.some(({ kind }) => kind === 'logout'),
      'Pro Santé Connect a reçu la fin de session.',
    )
    proofs.json('vu-par-psc.json', records)
    await page.context().close()
  }),
  scenario('PSC.02', async (world, proofs) => {
    const first = await GatewaySession.signIn(world.system.run.gateway, ROLES.physician)
    const second = await GatewaySession.signIn(world.system.run.gateway, ROLES.physician)
    ensure(first.session.actor.id === second.session.actor.id, 'Deux connexions mènent au même compte.')
    ensure(first.session.actor.idNat === ROLES.physician, 'Le compte est celui du SubjectNameID.')
    proofs.json('compte.json', { id: first.session.actor.id, idNat: first.session.actor.idNat })
    const page = await world.screens.visitor('/')
    await page.getByText(BUTTON).first().waitFor()
    ensure((await page.locator('input').count()) === 0, 'La page de connexion n’offre que Pro Santé Connect.')
    await proofs.screenshot('page-de-connexion', page)
    proofs.note('Le seul moyen de connexion est Pro Santé Connect ; le compte est celui du SubjectNameID.')
    await page.context().close()
  }),
  scenario('PSC.08', async (world, proofs) => {
    await GatewaySession.signIn(world.system.run.gateway, ROLES.physician)
    const records = await world.partners.pscRecords()
    const asked = present(records.filter(({ kind }) => kind === 'authorization').at(-1), 'demande d’authentification')
    ensure(JSON.stringify(asked.detail).includes('eidas1'), 'La demande reçue par Pro Santé Connect porte eidas1.')
    proofs.note(`Demande reçue par Pro Santé Connect : ${JSON.stringify(asked.detail)}`)
    await world.partners.setPscFaults({ acr: 'eidas2' })
    try {
      const refused = await GatewaySession.signIn(world.system.run.gateway, ROLES.physician).then(
        () => undefined,
        (error: unknown) => String(error),
      )
      ensure(refused !== undefined, 'Un jeton d’un autre niveau (acr) est refusé.')
      proofs.note(`Jeton d’un autre niveau : ${refused}`)
    } finally {
      await world.partners.setPscFaults({ acr: 'eidas1' })
    }
    proofs.json('demande.json', asked)
  }),
  scenario('SSI/IE.38', async (world, proofs) => {
    const session = await GatewaySession.signIn(world.system.run.gateway, ROLES.physician)
    ensure((await session.request('GET', '/auth/session')).ok, 'La session est ouverte.')
    await session.request('POST', '/auth/logout', {})
    const after = await session.request('GET', '/api/wards')
    ensure(after.status === 401, 'Après la déconnexion, la même session n’ouvre plus rien (401).')
    proofs.note('Déconnexion : l’ancien cookie reçoit 401.')
    const page = await world.screens.person(ROLES.physician)
    await signOut(page)
    await page.getByText(/Vous êtes déconnecté/).waitFor()
    await proofs.screenshot('deconnecte', page)
    await page.context().close()
  }),
  scenario('SSI/IE.39', async (world, proofs) => {
    const session = await GatewaySession.signIn(world.system.run.gateway, ROLES.nurse)
    const { idleSeconds, csrfToken } = session.session
    ensure(idleSeconds <= 3600, 'Le délai d’inactivité est de quelques dizaines de minutes au plus.')
    await letSessionIdle(world.system, csrfToken, idleSeconds - 30)
    ensure((await session.request('GET', '/api/wards')).ok, 'Juste avant le délai, la session est encore ouverte.')
    await letSessionIdle(world.system, csrfToken, idleSeconds + 1)
    const answer = await session.request('GET', '/api/wards')
    ensure(answer.status === 401, 'Passé le délai, la session est fermée (401).')
    proofs.note(
      `Délai paramétré : ${idleSeconds} s (SESSION_IDLE_SECONDS). Temps écoulé simulé dans la base des sessions.`,
    )
    proofs.json('reponse.json', { status: answer.status, body: (await answer.json()) as unknown })
  }),
  scenario('SSI/IE.33', async (world, proofs) => {
    const administrator = await world.as('administrator')
    const page = await administrator.get<{ items: Record<string, unknown>[] }>('/api/directory/accounts?size=200')
    const account = present(
      page.items.find(({ idNat }) => idNat === ROLES.physician),
      'compte de la cardiologue',
    )
    for (const field of ['id', 'idNat', 'family', 'given', 'profession'])
      ensure(typeof account[field] === 'string' && account[field] !== '', `Le compte garde ${field}.`)
    const twice = await administrator.request('POST', '/api/directory/accounts', {
      family: 'AUTRE',
      given: 'PERSONNE',
      idNat: account['idNat'],
      profession: '10',
      units: [],
    })
    ensure(twice.status === 409, 'Le même identifiant national ne peut servir à deux comptes (409).')
    proofs.note('RPPS, identifiant interne, nom, prénom et profession gardés ; RPPS unique.')
    proofs.json('compte.json', account)
  }),
  scenario('SSI/IAM.91', async (world, proofs) => {
    const since = new Date().toISOString()
    const session = await GatewaySession.signIn(world.system.run.gateway, ROLES.nurse)
    await session.request('POST', '/auth/logout', {})
    const { gateway } = world.system.run
    await signInThroughPsc(new CookieBrowser(), `${gateway}/auth/login`, '810100000040')
    const traces = await world.traces(`action=session&from=${encodeURIComponent(since)}`, (items) =>
      ['success', 'refused'].every((outcome) =>
        items.some((one) => one.action === 'session.open' && one.outcome === outcome),
      ),
    )
    for (const { at, actor, action, outcome, detail } of traces)
      proofs.note(`${at} ${actor.name} (${actor.idNat ?? actor.id}) ${action} : ${outcome} ${detail ?? ''}`)
    proofs.json('connexions.json', traces)
    const officer = await world.as('securityOfficer')
    proofs.file(
      'connexions.csv',
      (await officer.bytes(`/api/audit.csv?action=session&from=${encodeURIComponent(since)}`)).bytes,
    )
    const administrator = await world.as('administrator')
    const { items } = await administrator.get<{ items: { id: string; idNat?: string; units: string[] }[] }>(
      '/api/directory/accounts?size=200',
    )
    const account = present(
      items.find(({ idNat }) => idNat === ROLES.nurse),
      'compte de l’infirmier',
    )
    await administrator.request('PATCH', `/api/directory/accounts/${account.id}`, { units: account.units })
    const changes = await world.traces(`action=account&from=${encodeURIComponent(since)}`)
    proofs.note(`Changement de compte tracé : ${changes[0]?.action ?? ''} par ${changes[0]?.actor.name ?? ''}.`)
    proofs.json('comptes.json', changes)
  }),
  scenario('ANN/va1.05', async (world, proofs) => {
    const secretary = await world.as('secretary')
    const page = await secretary.get<{ items: { family: string; mailboxes: { address: string }[] }[] }>(
      '/api/correspondents?q=TANGUY',
    )
    const found = present(
      page.items.find(({ mailboxes }) => mailboxes.length > 0),
      'correspondant avec une adresse MSSanté',
    )
    proofs.note(`${found.family} : ${found.mailboxes.map(({ address }) => address).join(', ')}.`)
    proofs.json('correspondants.json', page)
    const session: Session = secretary.session
    ensure(session.actor.kind === 'person', 'La recherche est faite par une personne connectée.')
  }),
]
