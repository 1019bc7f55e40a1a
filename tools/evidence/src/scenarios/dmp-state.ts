import type { ChoicesView, DmpStateView } from '@anamnese/contracts'
import { eventually } from '@anamnese/tool-demo'
import { ensure, scenario, type Scenario } from '../run/scenario'
import type { ArrivalWish } from '../world/arrivals'
import { ROLES } from '../world/world'

const CASES: readonly [dmp: NonNullable<ArrivalWish['dmp']>, state: DmpStateView['state']][] = [
  ['open', 'open-authorised'],
  ['not-authorised', 'open-not-authorised'],
  ['closed', 'closed'],
  ['none', 'not-created'],
]

/** The state of the DMP in the banner. */
export const DMP_STATE: Scenario[] = [
  scenario('DMP/UX.12', async (world, proofs) => {
    const physician = await world.as('physician')
    const page = await world.screens.person(ROLES.physician)
    for (const [dmp, expected] of CASES) {
      const { patientId } = await world.arrivals.admit({ dmp })
      const view = await eventually(`l’état ${expected}`, async () => {
        const now = await physician.get<DmpStateView>(`/api/patients/${patientId}/dmp-state`)
        if (now.state !== 'unknown' && now.state !== expected) throw new Error(`état ${now.state} : ${now.message}`)
        return now.state === expected ? now : undefined
      })
      await world.screens.open(page, `/dossiers/${patientId}`)
      const banner = page.getByLabel('Identité du patient')
      await banner.getByText(/DMP/).first().waitFor()
      await page.waitForTimeout(500)
      await proofs.screenshot(`dmp-${expected}`, page)
      proofs.note(`DMP ${expected} : « ${view.message} », bandeau sans clic.`)
      proofs.json(`dmp-${expected}.json`, view)
    }
    await page.context().close()
  }),
  scenario('DMP/UX.10', async (world, proofs) => {
    const { patientId } = await world.arrivals.admit()
    const physician = await world.as('physician')
    await world.partners.failDmp([{ kind: 'slow', delayMs: 8000 }])
    try {
      const page = await world.screens.person(ROLES.physician)
      const began = Date.now()
      await world.screens.open(page, `/dossiers/${patientId}`)
      await page.getByLabel('Identité du patient').waitFor()
      const shown = Date.now() - began
      ensure(shown < 6000, 'Le dossier s’affiche sans attendre le DMP.')
      await proofs.screenshot('dmp-lent', page)
      const asked = Date.now()
      await physician.get<DmpStateView>(`/api/patients/${patientId}/dmp-state`)
      ensure(Date.now() - asked < 6000, 'L’état du DMP est rendu sans attendre le DMP.')
      await page.getByRole('link', { name: 'Documents' }).first().click()
      await page.waitForURL(/documents/)
      proofs.note(`DMP ralenti à 8 s par réponse : dossier affiché en ${shown} ms, navigation possible.`)
      await page.context().close()
    } finally {
      await world.partners.failDmp([])
    }
  }),
  scenario('DMP/UX.06', async (world, proofs) => {
    const { patientId } = await world.arrivals.admit()
    const physician = await world.as('physician')
    const path = `/api/patients/${patientId}/choices`
    for (const consultation of ['refused', 'accepted'] as const) {
      const { version, feeding } = await physician.get<ChoicesView>(path)
      await physician.put(path, { version, feeding, consultation })
      const now = await physician.get<ChoicesView>(path)
      ensure(now.consultation === consultation, `Le choix « ${consultation} » est enregistré pendant le séjour.`)
      proofs.note(`${now.history.length} lignes d’historique, dont « ${now.history[0]?.what ?? ''} ».`)
      proofs.json(`choix-${consultation}.json`, now)
    }
  }),
]
