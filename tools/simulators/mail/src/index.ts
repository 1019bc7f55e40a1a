export type { MailAccount, MailRefusal, MailServer, MailServerOptions, MailServerTls, ReceivedMail } from './options'
export { startMailServer } from './server'
