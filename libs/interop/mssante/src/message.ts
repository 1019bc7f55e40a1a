/** A mailbox and the label that people see. */
export interface MailParty {
  address: string
  name?: string
}

/** One document of the message: its CDA is in the archive, its PDF/A-1 copy beside it. */
export interface MssDocument {
  /** code of the CDA, e.g. `11490-0` */
  typeCode: string
  pdf: { name: string; bytes: Buffer }
}

/** A message that carries health documents of one patient (Réf. socle MSSanté #2, ECO.2.1.x; SC.MSS/CONF.14 to .26). */
export interface MssMessage {
  /** without angle brackets: `<unique>@<domain>` */
  messageId: string
  date: Date
  /** the software mailbox (BAL APP) that sends */
  from: MailParty
  /** a mailbox that a person reads: compulsory for a BAL APP */
  replyTo: MailParty
  to: readonly MailParty[]
  subject: {
    label: string
    family: string
    given: string
    birthDate?: string
  }
  /** what the sender wrote, plain text */
  body?: string
  /** product reference of the software given by the ANS */
  nil: string
  /** the CDA carry a qualified INS with every trait */
  insQualified: boolean
  /** IHE_XDM.ZIP */
  archive: Buffer
  documents: readonly MssDocument[]
  /** asks for a read or processing receipt (MDN) */
  readReceipt?: boolean
  /** asks for a delivery receipt: header and, where the server offers it, RFC 3461 */
  deliveryReceipt?: boolean
  /** a patient may not answer: only meaningful for a mailbox of Mon espace santé */
  noReply?: boolean
  /** the message whose documents these replace: its Message-ID without brackets */
  replaces?: string
}

/** Bytes ready for SMTP. */
export interface BuiltMail {
  raw: Buffer
  messageId: string
  envelope: { from: string; to: string[] }
  /** ask the server for RFC 3461 notifications */
  deliveryReceipt: boolean
}
