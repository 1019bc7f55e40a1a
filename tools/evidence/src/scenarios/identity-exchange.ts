import type { PatientDetail } from '@anamnese/contracts'
import { Hl7Message } from '@anamnese/interop-hl7v2'
import { eventually, hl7Time, identityMessage } from '@anamnese/tool-demo'
import { ensure, present, scenario, type Scenario } from '../run/scenario'
import type { InventedPerson } from '../world/invented'
import type { World } from '../world/world'

const NAMES: Readonly<Record<string, string>> = { A28: 'création', A31: 'mise à jour' }

async function tell(world: World, event: 'A28' | 'A31', person: InventedPerson, id: string): Promise<string> {
  const message = identityMessage(event, person, id, hl7Time(new Date()))
  await world.sender.send(message)
  return message
}

async function insOf(world: World, patientId: string): Promise<PatientDetail> {
  return (await world.as('identityOfficer')).get<PatientDetail>(`/api/patients/${patientId}`)
}

/** The INS that comes in by PAM and goes out with messages. */
export const IDENTITY_EXCHANGE: Scenario[] = [
  scenario('INS/va1.62', async (world, proofs) => {
    const officer = await world.as('identityOfficer')
    const invented = world.inventor.invent()
    const person = { ...invented, ins: invented.matricule }
    proofs.file('1-creation.hl7', await tell(world, 'A28', person, `${person.key}-1`))
    const { id } = await world.arrivals.find(officer, person)
    await officer.post(`/api/patients/${id}/access`)
    const created = await insOf(world, id)
    ensure(created.ins?.matricule === person.matricule, 'L’INS d’une identité validée est gardée.')
    proofs.note(`${NAMES['A28'] ?? ''} : INS gardée, statut ${created.status}.`)
    const other = world.inventor.invent()
    const changed = { ...person, ins: other.matricule }
    proofs.file('2-mise-a-jour.hl7', await tell(world, 'A31', changed, `${person.key}-2`))
    await eventually('l’INS mise à jour', async () => {
      const { ins } = await insOf(world, id)
      return ins?.matricule === other.matricule ? true : undefined
    })
    proofs.note(`${NAMES['A31'] ?? ''} : la nouvelle INS remplace l’ancienne.`)
    const { ins: _dropped, ...provisional } = changed
    const { matricule } = changed
    proofs.file('3-suppression.hl7', await tell(world, 'A31', provisional, `${person.key}-3`))
    const after = await eventually('l’INS supprimée', async () => {
      const now = await insOf(world, id)
      return now.ins === undefined ? now : undefined
    })
    ensure(after.status !== 'QUALIFIEE', 'Une identité redevenue provisoire n’est plus qualifiée.')
    proofs.note(`PID-32 PROV : l’INS ${matricule.slice(0, 5)}… n’est plus dans le dossier, statut ${after.status}.`)
    const doubtful = world.inventor.invent()
    const message = identityMessage(
      'A28',
      { ...doubtful, ins: doubtful.matricule },
      `${doubtful.key}-4`,
      hl7Time(new Date()),
    )
    await world.sender.send(message.replace('|VALI|', '|PROV|'))
    const kept = await world.arrivals.find(officer, doubtful)
    ensure(kept.ins === undefined, 'L’INS d’une identité qui n’est pas validée n’est pas gardée.')
    proofs.file('4-ins-sans-vali.hl7', message.replace('|VALI|', '|PROV|'))
    proofs.note('INS reçue sans VALI : message accepté, INS non gardée.')
  }),
  scenario('INS/va1.61', async (world, proofs) => {
    const { arrival, document } = await world.sentLetter()
    for (const channel of ['dmp', 'mssante'] as const) {
      const order = await world.letters.accepted(channel, document.id)
      const { message } = await world.wire.toPfi(present(order.controlId, 'MSH-10 de l’ordre'))
      const pid = present(Hl7Message.parse(message).first('PID'), 'PID')
      const ins = pid.repetitions(3).find((id) => id.get(1) === arrival.person.matricule)
      ensure(ins?.get(4, 2) === arrival.person.oid, 'PID-3 porte le matricule et son OID.')
      ensure(ins.get(5) === 'INS', 'PID-3.5 vaut INS.')
      proofs.note(`Message ${channel} ${order.controlId ?? ''} : ${pid.raw.slice(0, 300)}`)
      proofs.message(`vers-pfi-${channel}`, message)
    }
  }),
  scenario('INS/va1.53', async (world, proofs) => {
    const arrival = await world.arrivals.admit({ qualified: false })
    const document = await world.letters.write(arrival)
    const order = await world.letters.order('mssante', document.id)
    ensure(order.state === 'accepted', `L’envoi MSSanté sans INS aboutit (${order.sentence}).`)
    const { message } = await world.wire.toPfi(present(order.controlId, 'MSH-10 de l’ordre'))
    const parsed = Hl7Message.parse(message)
    const text = message.toString('utf8')
    ensure(!text.includes(arrival.person.matricule), 'Le matricule n’est nulle part dans le message.')
    ensure(
      !/1\.2\.250\.1\.213\.1\.4\.(8|9|10|11)\b/.test(text.replace(/OBX\|.*\^ED.*/g, '')),
      'Aucun OID d’INS n’est transmis.',
    )
    const cda = (await world.letters.content(document, 'cda')).toString('utf8')
    ensure(!cda.includes('1.2.250.1.213.1.4.10'), 'Le CDA ne porte pas d’INS.')
    proofs.note(`PID transmis : ${present(parsed.first('PID'), 'PID').raw.slice(0, 200)}`)
    proofs.message('vers-pfi-sans-ins', message)
    proofs.file('document.cda.xml', cda)
  }),
]
