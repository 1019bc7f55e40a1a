import { eventually } from '@anamnese/tool-demo'
import type { Run } from './run'

/** Whether the registry of the DMP holds this document, and its repository its bytes. */
export async function storedInDmp(run: Run, oid: string): Promise<boolean> {
  const { adminUrl } = run.simulators.dmp
  return eventually(`le document ${oid} dans le DMP`, async () => {
    const answer = await fetch(`${adminUrl}/documents/${oid}`)
    return answer.ok && (await answer.text()).includes('<ClinicalDocument') ? true : undefined
  })
}

/** How many messages a mailbox received since an instant (milliseconds). */
export async function mailsTo(run: Run, mailbox: string, since: number): Promise<number> {
  const answer = await fetch(`${run.simulators.mail.adminUrl}/messages?mailbox=${mailbox}`)
  const messages = (await answer.json()) as { receivedAt: string }[]
  return messages.filter(({ receivedAt }) => Date.parse(receivedAt) >= since - 1000).length
}
