import type { SendingIndicators } from '@anamnese/contracts'
import { HOSPITAL } from '@anamnese/tool-stack'
import { eventually } from '../client/eventually'
import { GatewaySession } from '../client/gateway-session'
import { PEOPLE } from './people'
import { known, type Step } from './context'

/** One line per attempt, by FINESS, channel, type and result. */
export const indicators: Step = {
  id: 'indicators',
  title: 'Les indicateurs comptent les deux envois',
  async play(context) {
    const officer = await GatewaySession.signIn(context.run.gateway, PEOPLE.securityOfficer)
    const type = known(context.document, 'document').type.code
    const rows = await eventually('les deux canaux dans les indicateurs', async () => {
      const answer = await officer.get<SendingIndicators>('/api/indicators/sendings?period=month')
      const mine = answer.rows.filter((row) => row.finess === HOSPITAL.establishment && row.type.code === type)
      const done = (channel: string): boolean => mine.some((row) => row.channel === channel && row.success > 0)
      return done('DMP') && done('MSS_PRO') ? mine : undefined
    })
    return rows.map(({ channel, success, failure }) => `${channel} ${success} réussi, ${failure} en échec`).join(' ; ')
  },
}
