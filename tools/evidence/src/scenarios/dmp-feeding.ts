import type { ChoicesView } from '@anamnese/contracts'
import { readCdaMessage } from '@anamnese/interop-cda-hl7'
import { Hl7Message } from '@anamnese/interop-hl7v2'
import { dischargeMessage, eventually, hl7Time } from '@anamnese/tool-demo'
import { ensure, present, scenario, type Scenario } from '../run/scenario'
import { ROLES } from '../world/world'

/** Feeding of the DMP: by itself, kept back, opposed, later. */
export const DMP_FEEDING: Scenario[] = [
  ...['DMP/ALI/PROG.02', 'DMP/va1.05'].map((id) =>
    scenario(id, async (world, proofs) => {
      const arrival = await world.arrivals.admit()
      const document = await world.letters.write(arrival)
      const order = await world.letters.accepted('dmp', document.id)
      const stored = present(await world.partners.dmpDocument(document.oid), 'document dans le DMP')
      const validated = Date.parse(document.validatedAt)
      proofs.note(`Validée à ${document.validatedAt}, dans le DMP à ${stored.receivedAt}, sans autre geste.`)
      proofs.note(`Délai : ${Date.parse(stored.receivedAt) - validated} ms. ${order.sentence}`)
      proofs.json('entree-du-dmp.json', stored)
      const cda = await world.letters.content(document, 'cda')
      ensure(
        (await world.partners.dmpContent(document.oid)).equals(cda),
        'Le DMP détient les octets du document validé.',
      )
      proofs.file('document-du-dmp.xml', cda)
    }),
  ),
  scenario('DMP/ALI/PROG.03', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const draft = await world.letters.draft(arrival)
    ensure(!draft.blockDmp, 'Par défaut, rien n’est retenu.')
    const blocked = await world.letters.write(arrival, { blockDmp: true })
    const order = await world.letters.order('dmp', blocked.id)
    ensure(order.state === 'not-sent', `Le document retenu n’est pas envoyé : ${order.sentence}`)
    ensure((await world.partners.dmpDocument(blocked.oid)) === undefined, 'Le DMP ne l’a pas reçu.')
    const next = await world.letters.draft(await world.arrivals.admit())
    ensure(!next.blockDmp, 'Le geste n’est pas mémorisé pour le document suivant.')
    proofs.note(`Document retenu par un geste : ${order.sentence} Le suivant n’est pas retenu.`)
    proofs.json('ordre.json', order)
  }),
  scenario('DMP/ALI/PROG.06', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    await world.outage.stopPfi()
    try {
      const document = await world.letters.write(arrival)
      const waiting = await world.letters.order('dmp', document.id, ({ sentence }) =>
        /ne répond pas|sans répondre|Nouvel essai/i.test(sentence),
      )
      ensure((await world.partners.dmpDocument(document.oid)) === undefined, 'Le DMP n’a rien reçu.')
      proofs.note(`PFI arrêtée : ${waiting.sentence}`)
      proofs.json('ordre-en-attente.json', waiting)
      await world.outage.resumePfi()
      const order = await world.letters.accepted('dmp', document.id, 120_000)
      present(await world.partners.dmpDocument(document.oid), 'document dans le DMP')
      proofs.note(`PFI revenue : ${order.sentence}`)
      proofs.json('ordre-accepte.json', order)
    } finally {
      await world.outage.resumePfi()
    }
  }),
  scenario('DMP/CONF.09', async (world, proofs) => {
    const allowed = await world.sentLetter()
    const physician = await world.as('physician')
    await physician.post(`/api/patients/${allowed.arrival.patientId}/access`)
    const choices = await physician.get<ChoicesView>(`/api/patients/${allowed.arrival.patientId}/choices`)
    ensure(choices.feeding === 'not-opposed', 'La non-opposition reçue est dans le dossier.')
    ensure(choices.history.length > 0, 'Elle est tracée.')
    proofs.note(`Non opposé : document accepté par le DMP. ${choices.history[0]?.what ?? ''}`)
    proofs.json('non-opposition.json', choices)
    const opposed = await world.arrivals.admit({ choices: { feeding: 'IO', consultation: 'INC' } })
    const before = await physician.get<ChoicesView>(`/api/patients/${opposed.patientId}/choices`)
    ensure(before.feeding === 'opposed', 'L’opposition reçue est dans le dossier.')
    const document = await world.letters.write(opposed)
    const order = await world.letters.order('dmp', document.id)
    ensure(order.state === 'not-sent', `L’opposition bloque l’ordre : ${order.sentence}`)
    ensure((await world.partners.dmpDocument(document.oid)) === undefined, 'Le DMP n’a rien reçu.')
    proofs.note(`Opposé : ${order.sentence}`)
    proofs.json('opposition.json', { choices: before, order })
    const later = await world.arrivals.admit()
    const reason = 'Motif légitime exposé en consultation.'
    const now = await physician.get<ChoicesView>(`/api/patients/${later.patientId}/choices`)
    await physician.put(`/api/patients/${later.patientId}/choices`, {
      version: now.version,
      feeding: 'opposed',
      consultation: now.consultation,
      reason,
    })
    const change = await physician.get<ChoicesView>(`/api/patients/${later.patientId}/choices`)
    ensure(
      change.feeding === 'opposed' && change.history.some((line) => line.reason === reason),
      'L’opposition saisie est tracée avec son motif.',
    )
    proofs.json('opposition-saisie.json', change)
  }),
  scenario('DMP/ALI/PROG.10', async (world, proofs) => {
    const arrival = await world.arrivals.admit({ choices: { feeding: 'INO', consultation: 'INC' } })
    const physician = await world.as('physician')
    const choices = await eventually('les choix reçus par A01', async () => {
      const now = await physician.get<ChoicesView>(`/api/patients/${arrival.patientId}/choices`)
      return now.feeding === 'not-opposed' && now.consultation === 'refused' ? now : undefined
    })
    proofs.note('ADT^A01 avec ZFA (INO, INC) : non opposé à l’alimentation, refus de la consultation.')
    proofs.json('choix.json', choices)
  }),
  scenario('DMP/ALI/PROG.11', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const { person, stay } = arrival
    const at = hl7Time(new Date())
    const zfa = `ZFA|ACTIF|${at}|||||||IO|${at}|IC|${at}\r`
    const message = dischargeMessage(person, stay, `${person.key}-A03`, at) + zfa
    await world.sender.send(message)
    proofs.file('a03.hl7', message)
    const physician = await world.as('physician')
    const choices = await eventually('les choix reçus par A03', async () => {
      const now = await physician.get<ChoicesView>(`/api/patients/${arrival.patientId}/choices`)
      return now.feeding === 'opposed' ? now : undefined
    })
    proofs.note('ADT^A03 avec ZFA (IO, IC) : opposition à l’alimentation enregistrée.')
    proofs.json('choix.json', choices)
  }),
  scenario('DMP/HISTO.01', async (world, proofs) => {
    const { arrival, document } = await world.sentLetter()
    const order = await world.letters.accepted('dmp', document.id)
    proofs.json('ordre.json', order)
    const page = await world.screens.person(ROLES.physician)
    await world.screens.open(page, `/dossiers/${arrival.patientId}/documents`)
    await page.getByText(order.sentence).first().waitFor()
    await proofs.screenshot('documents', page)
    proofs.note(`La liste des documents dit : ${order.sentence}`)
    await page.context().close()
  }),
  scenario('DMP/va1.04', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const wish = { maskedToProfessionals: true, invisibleToPatient: true, invisibleToRepresentatives: false }
    const document = await world.letters.write(arrival, wish)
    const order = await world.letters.accepted('dmp', document.id)
    const { message } = await world.wire.toPfi(present(order.controlId, 'MSH-10 de l’ordre'))
    const { flags } = readCdaMessage(Hl7Message.parse(message))
    ensure(flags.masquePs && flags.invisiblePatient && !flags.invisibleRepLegaux, 'Le message porte les choix.')
    const stored = present(await world.partners.dmpDocument(document.oid), 'document dans le DMP')
    const codes = stored.entry.confidentialityCodes.map(({ code }) => code)
    ensure(codes.includes('MASQUE_PS') && codes.includes('INVISIBLE_PATIENT'), 'Les métadonnées du DMP les portent.')
    proofs.note(`Codes de confidentialité reçus par le DMP : ${codes.join(', ')}.`)
    proofs.message('vers-pfi', message)
    proofs.json('entree-du-dmp.json', stored.entry)
  }),
]
