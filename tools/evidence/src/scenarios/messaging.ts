import { readXdmArchive } from '@anamnese/interop-xdm'
import { ensure, present, scenario, type Scenario } from '../run/scenario'
import type { Mail } from '../world/partners'
import { attachment, mailOf, PRACTITIONER } from './documents'

const header = (mail: Mail, name: string): string | undefined => {
  const value = mail.parsed.headers.get(name.toLowerCase())
  return typeof value === 'string' ? value : undefined
}

/** What the mailbox of the practitioner, on a mail server that others wrote, received. */
export const MESSAGING: Scenario[] = [
  scenario('MSS/va1.24', async (world, proofs) => {
    const letter = await world.sentLetter()
    const order = await world.letters.accepted('mssante', letter.document.id)
    const mail = await mailOf(world, letter)
    const [submission] = await readXdmArchive(attachment(mail, /^IHE_XDM\.ZIP$/i))
    const cda = present(submission?.documents[0], 'document de l’archive').bytes
    ensure(cda.equals(await world.letters.content(letter.document, 'cda')), 'L’archive porte le CDA validé.')
    ensure(
      attachment(mail, /\.pdf$/i)
        .subarray(0, 5)
        .toString() === '%PDF-',
      'Le PDF est joint.',
    )
    ensure(mail.parsed.subject?.startsWith('XDM/1.0/DDM+') === true, 'L’objet est celui du référentiel.')
    proofs.note(`${order.sentence} Objet : ${mail.parsed.subject}`)
    proofs.file('message.eml', mail.raw)
  }),
  scenario('MSS/CONF.14', async (world, proofs) => {
    const letter = await world.sentLetter()
    const mail = await mailOf(world, letter)
    ensure(header(mail, 'X-MSS-INS') === 'O', 'X-MSS-INS vaut O pour un CDA avec INS qualifiée.')
    proofs.note('INS qualifiée : X-MSS-INS: O')
    proofs.file('avec-ins.eml', mail.raw)
    const since = new Date()
    const arrival = await world.arrivals.admit({ qualified: false })
    const document = await world.letters.write(arrival)
    await world.letters.accepted('mssante', document.id)
    const other = await mailOf(world, { arrival, document, since })
    ensure(header(other, 'X-MSS-INS') === 'N', 'X-MSS-INS vaut N pour un CDA sans INS qualifiée.')
    proofs.note('Sans INS qualifiée : X-MSS-INS: N')
    proofs.file('sans-ins.eml', other.raw)
  }),
  scenario('MSS/CONF.15', async (world, proofs) => {
    const letter = await world.sentLetter()
    const mail = await mailOf(world, letter)
    ensure(header(mail, 'X-MSS-CODECDA') === letter.document.type.code, 'X-MSS-CODECDA est le code du CDA.')
    proofs.note(`X-MSS-CODECDA: ${letter.document.type.code}`)
    proofs.file('message.eml', mail.raw)
  }),
  scenario('MSS/CONF.16', async (world, proofs) => {
    const mail = await mailOf(world, await world.sentLetter())
    const nil = header(mail, 'X-MSS-NIL')
    ensure(nil !== undefined && nil !== '', 'X-MSS-NIL donne la référence du logiciel.')
    proofs.note(`X-MSS-NIL: ${nil}`)
    proofs.file('message.eml', mail.raw)
  }),
  scenario('MSS/CONF.01', async (world, proofs) => {
    const { tls } = (await mailOf(world, await world.sentLetter())).envelope
    ensure(/^TLSv1\.[23]$/.test(tls.version), 'La connexion est en TLS 1.2 ou 1.3.')
    proofs.note(`Connexion vue par le serveur de messagerie : ${tls.version}, ${tls.cipher}.`)
    proofs.json('tls.json', tls)
  }),
  scenario('MSS/CONF.05', async (world, proofs) => {
    const mail = await mailOf(world, await world.sentLetter())
    const received = [mail.parsed.headers.get('received')].flat().map(String).join('\n')
    ensure(
      /with E?SMTPS?A?/i.test(received) && mail.envelope.tls.version !== '',
      'Le message est venu par SMTP, puis STARTTLS.',
    )
    ensure(mail.envelope.mailbox === PRACTITIONER, 'Il est dans la boîte du destinataire.')
    proofs.note(`Reçu par : ${received.split('\n')[0] ?? ''}`)
    proofs.json('enveloppe.json', mail.envelope)
    proofs.file('message.eml', mail.raw)
  }),
  scenario('MSS/CONF.12', async (world, proofs) => {
    const { envelope } = await mailOf(world, await world.sentLetter())
    ensure(
      envelope.tls.verified && envelope.tls.clientCertificate !== null,
      'Le serveur a vérifié un certificat client.',
    )
    ensure(envelope.user.includes('@'), 'La boîte applicative s’est authentifiée par SASL PLAIN.')
    proofs.note(`Certificat ${JSON.stringify(envelope.tls.clientCertificate)}, boîte ${envelope.user}.`)
    proofs.json('enveloppe.json', envelope)
  }),
  scenario('MSS/CONF.23', async (world, proofs) => {
    const mail = await mailOf(world, await world.sentLetter())
    const names = mail.parsed.attachments.map(({ filename }) => filename)
    ensure(names.includes('IHE_XDM.ZIP'), 'L’archive est jointe sous le nom IHE_XDM.ZIP.')
    const archive = attachment(mail, /^IHE_XDM\.ZIP$/)
    const [submission] = await readXdmArchive(archive)
    ensure(
      submission?.documents.length === 1,
      'Ses métadonnées décrivent un document, vérifié par sa taille et son empreinte.',
    )
    proofs.note(`Pièces jointes : ${names.join(', ')}.`)
    proofs.file('IHE_XDM.ZIP', archive)
  }),
]
