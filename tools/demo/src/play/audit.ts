import type { AuditEntry, Page } from '@anamnese/contracts'
import { eventually } from '../client/eventually'
import { GatewaySession } from '../client/gateway-session'
import { PEOPLE } from './people'
import { known, type Step } from './context'

/** The security officer sees who opened the record and who used the INS. */
export const audit: Step = {
  id: 'audit',
  title: "Le journal montre qui a accédé au dossier et à l'INS",
  async play(context) {
    const patientId = known(context.patientId, 'patient')
    const physician = known(context.physician, 'session').session.actor
    const officer = await GatewaySession.signIn(context.run.gateway, PEOPLE.securityOfficer)
    const entries = await eventually('les accès dans le journal', async () => {
      const page = await officer.get<Page<AuditEntry>>(`/api/audit?patientId=${patientId}&size=200`)
      const mine = page.items.filter(({ actor }) => actor.id === physician.id)
      const ins = page.items.filter((entry) => entry.ins)
      return mine.length > 0 && ins.length > 0 ? { mine, ins } : undefined
    })
    return `${entries.mine.length} actes de la cardiologue, ${entries.ins.length} accès à l'INS`
  },
}
