import { createTransport } from 'nodemailer'
import type { BuiltMail } from './message'
import { outcomeOfFailure, outcomeOfSuccess, type SendOutcome } from './outcome'
import { mssTlsOptions, type MssTlsMaterial } from './tls-options'

/** PLAIN for a software mailbox (after its certificate), XOAUTH2 with the Pro Santé Connect token for a personal one (§1.3). */
export type SmtpCredentials =
  { method: 'PLAIN'; user: string; password: string } | { method: 'XOAUTH2'; user: string; accessToken: string }

export interface SmtpClientOptions {
  host: string
  port: number
  tls: MssTlsMaterial
  credentials: SmtpCredentials
  /** name said in EHLO */
  name?: string
  connectionTimeoutMs?: number
  socketTimeoutMs?: number
}

/** Where mail goes: the built-in SMTP client, or another of the same shape. */
export interface MailTransport {
  /** Submits one message. Never throws for what the network or the server does: that is the outcome. */
  send(mail: BuiltMail): Promise<SendOutcome>
  /** Connects and authenticates without sending; throws the SMTP error when it is not possible. */
  verify(): Promise<void>
  close(): void
}

/** SMTP submission to an MSSanté operator: STARTTLS is required, nothing is sent in the clear (CONF.05). */
export function createSmtpClient(options: SmtpClientOptions): MailTransport {
  const transporter = createTransport({
    host: options.host,
    port: options.port,
    secure: false,
    requireTLS: true,
    tls: mssTlsOptions(options.tls),
    ...(options.name === undefined ? {} : { name: options.name }),
    connectionTimeout: options.connectionTimeoutMs ?? 10_000,
    greetingTimeout: options.connectionTimeoutMs ?? 10_000,
    socketTimeout: options.socketTimeoutMs ?? 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...authentication(options.credentials),
  })
  return {
    async send(mail) {
      try {
        const info = await transporter.sendMail({
          raw: mail.raw,
          envelope: mail.envelope,
          ...(mail.deliveryReceipt ? { dsn: deliveryNotification(mail) } : {}),
        })
        return outcomeOfSuccess(info, mail.envelope.to)
      } catch (error) {
        return outcomeOfFailure(error, mail.envelope.to)
      }
    },
    async verify() {
      await transporter.verify()
    },
    close: () => {
      transporter.close()
    },
  }
}

function authentication(credentials: SmtpCredentials): object {
  if (credentials.method === 'PLAIN') {
    return { authMethod: 'PLAIN', auth: { user: credentials.user, pass: credentials.password } }
  }
  return { auth: { type: 'OAuth2', user: credentials.user, accessToken: credentials.accessToken } }
}

/** RFC 3461; the client leaves it out where the server does not offer DSN. */
function deliveryNotification(mail: BuiltMail): object {
  return {
    id: mail.messageId,
    return: 'headers',
    notify: ['success', 'failure', 'delay'],
    recipient: mail.envelope.from,
  }
}
