import { readZam, validateCdaMessage, validateZam } from '@anamnese/interop-cda-hl7'
import { Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { ensure, present, scenario, type Scenario } from '../run/scenario'

const errorsOf = (findings: { severity: string; message: string }[]): string[] =>
  findings.filter(({ severity }) => severity === 'E').map(({ message }) => message)

/** What goes over the link to the PFI, and comes back. */
export const PFI: Scenario[] = [
  scenario('CDA/HL7.02', async (world, proofs) => {
    const { document } = await world.sentLetter()
    for (const channel of ['dmp', 'mssante'] as const) {
      const order = await world.letters.accepted(channel, document.id)
      const { message, answer } = await world.wire.toPfi(present(order.controlId, 'MSH-10 de l’ordre'))
      const parsed = Hl7Message.parse(message)
      const { code, event } = parsed.type
      ensure(code === 'MDM' && event === 'T02', 'Un nouveau document part en MDM^T02.')
      ensure(parsed.get('MSH-12') === '2.6', 'Le message est en HL7 2.6.')
      const wrong = errorsOf(validateCdaMessage(parsed))
      ensure(wrong.length === 0, `Le message est conforme au volet 2.1 : ${wrong.join(' ; ')}`)
      ensure(readAck(Hl7Message.parse(answer)).code === 'AA', 'La PFI acquitte AA.')
      proofs.note(`${channel} : MDM^T02 ${order.controlId ?? ''}, conforme, acquitté AA.`)
      proofs.message(`vers-pfi-${channel}`, message)
      proofs.message(`acquittement-${channel}`, answer)
    }
  }),
  scenario('CDA/HL7.01', async (world, proofs) => {
    const { document } = await world.sentLetter()
    for (const channel of ['dmp', 'mssante'] as const) {
      const order = await world.letters.accepted(channel, document.id)
      const controlId = present(order.controlId, 'MSH-10 de l’ordre')
      const zam = Hl7Message.parse(await world.wire.zamFor(controlId))
      ensure(errorsOf(validateZam(zam)).length === 0, 'Le ZAM reçu est conforme.')
      ensure(readZam(zam).success, 'Le ZAM est positif.')
      const states = order.history.map(({ state }) => state)
      ensure(states.includes('acknowledged'), 'L’acquittement technique est suivi : état « acknowledged ».')
      ensure(states.at(-1) === 'accepted', 'L’accusé métier est suivi : état « accepted ».')
      proofs.note(`${channel} : ${order.history.map(({ sentence }) => sentence).join(' → ')}`)
      proofs.message(`zam-${channel}`, Buffer.from(zam.toString()))
      proofs.json(`ordre-${channel}.json`, order)
    }
    const refusal = { kind: 'registry', code: 'XDSPatientIdDoesNotMatch', message: 'INS inconnue', times: 1 }
    const arrival = await world.arrivals.admit()
    await world.partners.failDmp([{ ...refusal, service: 'repository' }])
    try {
      const refused = await world.letters.write(arrival)
      const order = await world.letters.order('dmp', refused.id, ({ state }) => state === 'refused')
      const zam = readZam(Hl7Message.parse(await world.wire.zamFor(present(order.controlId, 'MSH-10 de l’ordre'))))
      ensure(!zam.success, 'Le ZAM est négatif.')
      ensure(order.reason !== undefined && order.sentence.length > 20, 'La personne voit le refus et sa raison.')
      proofs.note(`Refus du DMP : ${order.sentence}`)
      proofs.json('ordre-refuse.json', order)
    } finally {
      await world.partners.failDmp([])
    }
  }),
  scenario('DMP/CONF.12', async (world, proofs) => {
    const { document } = await world.sentLetter()
    const order = await world.letters.accepted('dmp', document.id)
    const { message } = await world.wire.toPfi(present(order.controlId, 'MSH-10 de l’ordre'))
    const { structure, idNat } = (await world.as('physician')).session.actor
    const participants = Hl7Message.parse(message)
      .all('PRT')
      .map(({ raw }) => raw)
    const sender = present(
      participants.find((raw) => raw.includes('SB')),
      'PRT de l’émetteur (SB)',
    )
    const finess = structure.idNat.slice(1)
    ensure(sender.includes(finess), `PRT porte le FINESS géographique ${finess}.`)
    ensure(
      sender.includes(present(idNat, 'identifiant national')),
      'PRT porte l’identifiant national du professionnel.',
    )
    proofs.note(`Émetteur : ${sender}`)
    proofs.message('vers-pfi', message)
    const stored = present(await world.partners.dmpDocument(document.oid), 'document dans le DMP')
    const request = await world.partners.dmpSubmission(stored.submission)
    const text = request.toString('latin1')
    ensure(text.includes(structure.idNat), 'Le VIHF reçu par le DMP porte l’identifiant de la structure.')
    proofs.note('Le VIHF que le DMP a reçu et vérifié porte la même structure.')
    proofs.file('iti41.mime', request)
  }),
]
