import fs from 'node:fs'
import { createSmtpClient } from '@anamnese/interop-mssante'
import type { PfiConfig } from '../pfi.config'
import { MssChannel } from './mss-channel'

/** The channel to MSSanté; undefined when it is not configured. A half configuration stops the service. */
export function mssChannel(config: PfiConfig): MssChannel | undefined {
  const { SMTP_HOST: host, MAILBOX: address, MAILBOX_PASSWORD: password, REPLY_TO: replyTo, SMTP_CA: ca } = config
  if (host === undefined) return undefined
  if (address === undefined || password === undefined || replyTo === undefined || ca === undefined)
    throw new Error('MAILBOX, MAILBOX_PASSWORD, REPLY_TO et SMTP_CA : nécessaires pour envoyer par MSSanté')
  const transport = createSmtpClient({
    host,
    port: config.SMTP_PORT,
    tls: {
      ca: [ca],
      crl: config.SMTP_CRL_FILES.map((file) => fs.readFileSync(file, 'utf8')),
      ...(config.SMTP_CERT === undefined ? {} : { cert: config.SMTP_CERT }),
      ...(config.SMTP_KEY === undefined ? {} : { key: config.SMTP_KEY }),
    },
    credentials: { method: 'PLAIN', user: address, password },
  })
  return new MssChannel(transport, {
    mailbox: { address, ...(config.MAILBOX_LABEL === undefined ? {} : { name: config.MAILBOX_LABEL }) },
    replyTo,
    nil: config.MSS_NIL,
    own: { idNat: config.STRUCTURE_ID_NAT, name: config.STRUCTURE_NAME, software: config.LPS_NAME },
    sourceId: config.OID_ROOT,
    application: { name: config.LPS_NAME, version: config.LPS_VERSION, publisher: config.LPS_NAME },
  })
}
