import { createTransport, type SendMailOptions } from 'nodemailer'
import { bodyText } from './body-text'
import { MssError } from './errors'
import { headerValue, mailAddress, messageId } from './header-value'
import { PATIENT_DOMAIN } from './patient-address'
import type { BuiltMail, MailParty, MssMessage } from './message'
import { xdmSubject } from './subject'

/** What operators commonly accept, base64 included (Réf. MSSanté: 10 MB; Mon espace santé: 25 MB). */
export const DEFAULT_MAX_BYTES = 10_000_000

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })

/**
 * Builds the MIME message: `multipart/mixed` with the text, `IHE_XDM.ZIP` and the PDF/A-1 copies, and the headers of §1.4.
 * Throws {@link MssError}: `MSS.TOO_BIG` (size of the whole message, before anything is sent), `MSS.BAD_HEADER`, `MSS.BAD_ADDRESS`…
 */
export async function buildMssMail(message: MssMessage, maxBytes = DEFAULT_MAX_BYTES): Promise<BuiltMail> {
  const to = message.to.map((party) => mailAddress(party.address))
  if (to.length === 0) throw new MssError('MSS.NO_RECIPIENT', 'Le message n’a pas de destinataire.')
  if (message.documents.length === 0) throw new MssError('MSS.NO_DOCUMENT', 'Le message ne contient pas de document.')
  assertPatientRules(message, to)
  const from = mailAddress(message.from.address)
  const id = messageId(message.messageId)
  const options: SendMailOptions = {
    from: party(message.from),
    to: message.to.map(party),
    replyTo: party(message.replyTo),
    subject: xdmSubject({ ...message.subject, replaces: message.replaces !== undefined }),
    messageId: id,
    date: message.date,
    headers: headersOf(message, from),
    ...(message.replaces === undefined
      ? {}
      : { inReplyTo: messageId(message.replaces), references: messageId(message.replaces) }),
    text: bodyText({
      body: message.body,
      replyTo: mailAddress(message.replyTo.address),
      replaces: message.replaces !== undefined,
    }),
    attachments: [
      { filename: 'IHE_XDM.ZIP', content: message.archive, contentType: 'application/zip' },
      ...message.documents.map(({ pdf }) => ({
        filename: headerValue('Content-Disposition', pdf.name),
        content: pdf.bytes,
        contentType: 'application/pdf',
      })),
    ],
    normalizeHeaderKey: officialCase,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  const { message: raw } = (await composer.sendMail(options)) as { message: Buffer }
  if (raw.length > maxBytes) throw tooBig(raw.length, maxBytes, message.documents.length)
  return { raw, messageId: id.slice(1, -1), envelope: { from, to }, deliveryReceipt: message.deliveryReceipt ?? false }
}

/** The library writes `X-Mss-Ins`: names are given back the case in which the référentiel has them. */
const officialCase = (key: string): string => (/^X-Mss-/.test(key) ? key.toUpperCase() : key)

function headersOf(message: MssMessage, from: string): Record<string, string> {
  const codes = [...new Set(message.documents.map((document) => document.typeCode))].join(',')
  return {
    'X-MSS-NIL': headerValue('X-MSS-NIL', message.nil),
    'X-MSS-INS': message.insQualified ? 'O' : 'N',
    'X-MSS-CODECDA': headerValue('X-MSS-CODECDA', codes),
    ...(message.noReply ? { 'X-MSS-MES': 'FIN' } : {}),
    ...(message.readReceipt ? { 'Disposition-Notification-To': `<${from}>` } : {}),
    ...(message.deliveryReceipt ? { 'Return-Receipt-To': `<${from}>` } : {}),
  }
}

/** A citizen's mailbox is made of the INS: without a qualified INS nothing may go there (ECO.2.2.6). */
function assertPatientRules(message: MssMessage, to: readonly string[]): void {
  if (message.insQualified || !to.some((address) => address.endsWith(`@${PATIENT_DOMAIN}`))) return
  throw new MssError('MSS.NOT_QUALIFIED', 'L’INS n’est pas qualifiée : aucun message ne part vers Mon espace santé.')
}

function party({ address, name }: MailParty): string | { name: string; address: string } {
  const checked = mailAddress(address)
  return name === undefined ? checked : { name: headerValue('From', name), address: checked }
}

function tooBig(size: number, max: number, documents: number): MssError {
  const advice = documents > 1 ? 'Envoyer un document par message.' : 'Réduire le document ou le transmettre autrement.'
  const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1).replace('.', ',')
  return new MssError(
    'MSS.TOO_BIG',
    `Le message pèse ${megabytes(size)} Mo, plus que les ${megabytes(max)} Mo acceptés. ${advice}`,
  )
}
