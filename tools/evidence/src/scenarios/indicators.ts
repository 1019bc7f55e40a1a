import type { SendingIndicators } from '@anamnese/contracts'
import { eventually } from '@anamnese/tool-demo'
import { ensure, scenario, type Scenario } from '../run/scenario'
import { ROLES } from '../world/world'

/** The dashboard. */
export const INDICATORS: Scenario[] = [
  scenario('TBB/va1.01', async (world, proofs) => {
    const officer = await world.as('securityOfficer')
    const read = (query: string): Promise<SendingIndicators> => officer.get(`/api/indicators/sendings?${query}`)
    const before = await read('period=month&ins=qualified')
    await world.letters.write(await world.arrivals.admit())
    const after = await eventually('les deux envois dans le tableau de bord', async () => {
      const now = await read('period=month&ins=qualified')
      return now.totals.success >= before.totals.success + 2 ? now : undefined
    })
    for (const channel of ['DMP', 'MSS_PRO'])
      ensure(
        after.rows.some((row) => row.channel === channel && row.success > 0),
        `Le canal ${channel} est compté.`,
      )
    const { establishment } = officer.session.actor
    ensure(
      after.rows.every(({ finess }) => finess === establishment),
      'Chaque ligne porte le FINESS géographique.',
    )
    proofs.json('mois.json', after)
    for (const period of ['month', 'year', 'previous-year']) {
      const view = await read(`period=${period}`)
      const { bytes, type } = await officer.bytes(`/api/indicators/sendings.csv?period=${period}`)
      ensure(type.startsWith('text/csv'), 'L’extraction est un fichier CSV.')
      proofs.file(`envois-${period}.csv`, bytes)
      proofs.note(
        `${period} (${view.from} au ${view.to}) : ${view.totals.success} réussis, ${view.totals.failure} en échec.`,
      )
    }
    const page = await world.screens.person(ROLES.securityOfficer)
    await world.screens.open(page, '/indicateurs')
    await page.getByRole('main').waitFor()
    await page.waitForTimeout(1000)
    await proofs.screenshot('tableau-de-bord', page)
    await page.context().close()
  }),
]
