import type { DmpStateView } from '@anamnese/contracts'
import { eventually } from '@anamnese/tool-demo'
import { scenario, type Scenario } from '../run/scenario'
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
]
