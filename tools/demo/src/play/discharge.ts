import type { Page, StayView } from '@anamnese/contracts'
import { eventually } from '../client/eventually'
import { dischargeMessage } from '../hospital/adt'
import { MAIN_PATIENT } from '../hospital/people'
import { hl7Time } from '../hospital/times'
import { known, type Step } from './context'

/** The patient leaves: A03, and the stay is closed in the record. */
export const discharge: Step = {
  id: 'discharge',
  title: 'Le patient sort (A03)',
  async play(context) {
    const stay = known(context.stay, 'séjour')
    const physician = known(context.physician, 'session')
    await context.sender.send(dischargeMessage(MAIN_PATIENT, stay, `${stay.visit}-A03`, hl7Time(new Date())))
    const patientId = known(context.patientId, 'patient')
    await eventually('la fin du séjour dans le dossier', async () => {
      const answer = await physician.get<StayView[] | Page<StayView>>(`/api/patients/${patientId}/stays`)
      const stays = Array.isArray(answer) ? answer : answer.items
      return stays.find(({ number, state }) => number === stay.visit && state === 'closed')
    })
    return `sortie acquittée AA, séjour ${stay.visit} clos`
  },
}
