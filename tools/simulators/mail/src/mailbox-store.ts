import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReceivedMail } from './options'

/** Reads the mailboxes that the server keeps: one folder each, `<id>.eml` and `<id>.json` (the envelope). */
export class MailboxStore {
  private readonly root: string

  constructor(spool: string) {
    this.root = join(spool, 'mailboxes')
  }

  async list(mailbox?: string): Promise<ReceivedMail[]> {
    const wanted = mailbox?.toLowerCase()
    const found: ReceivedMail[] = []
    for (const folder of await readdir(this.root)) {
      if (wanted !== undefined && folder !== wanted) continue
      for (const file of await readdir(join(this.root, folder))) {
        if (!file.endsWith('.eml')) continue
        const envelope = await readFile(join(this.root, folder, file.replace(/\.eml$/, '.json')), 'utf8')
        found.push(JSON.parse(envelope) as ReceivedMail)
      }
    }
    return found.sort((a, b) => a.receivedAt.localeCompare(b.receivedAt))
  }

  /** The bytes of a message, whichever mailbox holds it. */
  async raw(id: string): Promise<Buffer | null> {
    const message = (await this.list()).find((m) => m.id === id)
    return message ? readFile(join(this.root, message.mailbox, `${id}.eml`)) : null
  }

  async clear(): Promise<void> {
    for (const folder of await readdir(this.root)) await rm(join(this.root, folder), { recursive: true, force: true })
  }
}
