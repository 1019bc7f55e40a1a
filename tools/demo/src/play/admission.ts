import type { Page, PatientSummary, StayView } from '@anamnese/contracts'
import { eventually } from '../client/eventually'
import { GatewaySession } from '../client/gateway-session'
import { admissionMessage, identityMessage } from '../hospital/adt'
import { MAIN_PATIENT } from '../hospital/people'
import { UNITS, type DemoStay } from '../hospital/person'
import { daysBefore, hl7Time } from '../hospital/times'
import { PEOPLE } from './people'
import { known, type PlayContext, type Step } from './context'

/** The patient arrives by HL7: identity, then admission in cardiology; each message is acknowledged AA. */
export const admission: Step = {
  id: 'admission',
  title: 'Le patient arrive par HL7 (A28, A01)',
  async play(context) {
    const { sender, startedAt } = context
    const visit = `V${hl7Time(startedAt)}`
    const admittedAt = hl7Time(daysBefore(3, 2))
    const stay: DemoStay = { visit, account: `D${visit}`, unit: UNITS.cardiology, room: '101', bed: 'F', admittedAt }
    await sender.send(identityMessage('A28', MAIN_PATIENT, `DEMO-A28-${MAIN_PATIENT.key}`, admittedAt))
    await sender.send(admissionMessage(MAIN_PATIENT, stay, `${visit}-A01`))
    context.stay = stay
    return `identité et séjour ${visit} acquittés AA`
  },
}

/** The physician signs in with Pro Santé Connect. */
export const signIn: Step = {
  id: 'sign-in',
  title: 'La cardiologue se connecte avec Pro Santé Connect',
  async play(context) {
    const session = await GatewaySession.signIn(context.run.gateway, PEOPLE.physician)
    context.physician = session
    const { name, structure } = session.session.actor
    return `${name}, ${structure.name}`
  },
}

/** What the messages carried is in the record: the patient is found, the stay is there. */
export const record: Step = {
  id: 'record',
  title: 'Le dossier et le séjour sont trouvés',
  async play(context) {
    const physician = known(context.physician, 'session')
    const stay = known(context.stay, 'séjour')
    const patient = await eventually('le patient dans la recherche', () => findPatient(physician))
    context.patientId = patient.id
    await openRecord(context)
    const found = await eventually('le séjour dans le dossier', async () => {
      const answer = await physician.get<StayView[] | Page<StayView>>(`/api/patients/${patient.id}/stays`)
      return (Array.isArray(answer) ? answer : answer.items).find(({ number }) => number === stay.visit)
    })
    return `${patient.traits.birthName} ${patient.traits.firstBirthGivenName}, séjour ${found.number} ${found.unit?.label ?? ''}`
  },
}

async function findPatient(session: GatewaySession): Promise<PatientSummary | undefined> {
  const answer = await session.get<Page<PatientSummary>>(`/api/patients?q=${encodeURIComponent(MAIN_PATIENT.ipp)}`)
  return answer.items.find(({ ipps }) => ipps.some(({ value }) => value === MAIN_PATIENT.ipp))
}

/** The care team is known once the stay is: until then the record would only open by a break-glass. */
async function openRecord(context: PlayContext): Promise<void> {
  const physician = known(context.physician, 'session')
  const path = `/api/patients/${known(context.patientId, 'patient')}/access`
  await eventually("l'ouverture du dossier", () => physician.post<object>(path))
}
