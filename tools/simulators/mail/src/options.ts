/** PEM texts of the mail server: its own certificate and the authority of the client certificates that it trusts. */
export interface MailServerTls {
  key: string
  /** leaf certificate, then its intermediates */
  cert: string
  /** authorities of the ORG AUTH_CLI certificates, concatenated PEM */
  clientCa: string
}

export interface MailAccount {
  address: string
  password: string
}

export interface MailServerOptions {
  tls: MailServerTls
  /** who may send; the address is the SASL PLAIN login */
  accounts: readonly MailAccount[]
  /** mailboxes that exist; others of the same domains are refused with 550, other domains with 551 */
  mailboxes: readonly string[]
  /** where configuration and messages are kept; a temporary folder, removed at the end, when absent */
  folder?: string
  host?: string
  /** SMTP port; free one when absent */
  port?: number
  /** port of the administration, plain HTTP; free one when absent */
  adminPort?: number
  /** false: PLAIN is offered without a client certificate too. Default true, as for a BAL APP. */
  requireClientCertificate?: boolean
  /** largest message, bytes; default 25 MiB */
  maxBytes?: number
  log?: (line: string) => void
}

/** A refusal that the server will give. `times` absent: until disarmed. */
export interface MailRefusal {
  stage: 'mail' | 'rcpt' | 'data'
  /** only for this mailbox; any when absent */
  address?: string
  /** SMTP code, 4xx or 5xx */
  code: number
  /** text after the code, may begin with an enhanced status such as `5.1.1` */
  message: string
  times?: number
}

export interface ReceivedMail {
  id: string
  mailbox: string
  from: string
  recipients: string[]
  user: string
  receivedAt: string
  tls: { cipher: string; version: string; clientCertificate: Record<string, string> | null; verified: boolean }
}

export interface MailServer {
  host: string
  port: number
  adminUrl: string
  /** one folder per mailbox, with its .eml files */
  folder: string
  messages(mailbox?: string): Promise<ReceivedMail[]>
  /** the message as received, null when unknown */
  raw(id: string): Promise<Buffer | null>
  arm(refusals: readonly MailRefusal[]): Promise<void>
  /** stops listening (connections are refused) until {@link up}; armed refusals are forgotten */
  down(): Promise<void>
  up(): Promise<void>
  close(): Promise<void>
}
