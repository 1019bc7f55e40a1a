import { simpleParser } from 'mailparser'
import type { ReceivedMail } from '@anamnese/tool-sim-mail'
import { eventually } from '../client/eventually'
import { known, type Step } from './context'
import { finishedOrders } from './orders'

const PRACTITIONER = 'paul.tanguy@medecin.mssante.example'

/** The general practitioner's mailbox, on a mail server that others wrote, has the message with its two attachments. */
export const mssante: Step = {
  id: 'mssante',
  title: 'Le médecin traitant reçoit la lettre par MSSanté',
  async play(context) {
    const [order] = await finishedOrders(context, 'mssante')
    const admin = known(context.run.simulators['mail']?.['adminUrl'], 'serveur de messagerie')
    const raw = await eventually('le message dans la boîte du médecin traitant', async () => {
      const listed = await fetch(`${admin}/messages?mailbox=${PRACTITIONER}`)
      const messages = (await listed.json()) as ReceivedMail[]
      const recent = messages.filter(({ receivedAt }) => Date.parse(receivedAt) >= context.startedAt.getTime() - 1_000)
      const last = recent.at(-1)
      if (!last) return undefined
      return Buffer.from(await (await fetch(`${admin}/messages/${last.id}.eml`)).arrayBuffer())
    })
    const mail = await simpleParser(raw)
    const archive = mail.attachments.find(({ filename }) => filename === 'IHE_XDM.ZIP')
    const pdf = mail.attachments.find(({ contentType }) => contentType === 'application/pdf')
    if (!archive || !pdf)
      throw new Error(`pièces jointes inattendues : ${mail.attachments.map((one) => one.filename ?? '?').join(', ')}`)
    context.artefacts.keep('mail.eml', raw)
    context.artefacts.keep('ihe_xdm.zip', archive.content)
    return `« ${mail.subject ?? ''} » à ${order?.recipient ?? PRACTITIONER}, ${archive.filename ?? ''} et ${pdf.filename ?? ''}`
  },
}
