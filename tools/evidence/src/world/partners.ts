import { simpleParser, type ParsedMail } from 'mailparser'
import type { InsiPerson } from '@anamnese/tool-sim-insi'
import type { DmpPatient, StoredDocument } from '@anamnese/tool-sim-dmp'
import type { ReceivedMail } from '@anamnese/tool-sim-mail'
import type { RunDescription } from '@anamnese/tool-stack'
import { present } from '../run/scenario'

export interface Mail {
  envelope: ReceivedMail
  raw: Buffer
  parsed: ParsedMail
}

/** What the partners of the hospital saw, asked of them: DMP, INSi, mail server, Pro Santé Connect. */
export class Partners {
  constructor(private readonly run: RunDescription) {}

  async dmpDocuments(): Promise<StoredDocument[]> {
    return (await this.get('dmp', '/documents')).json() as Promise<StoredDocument[]>
  }

  /** The document that the DMP holds under this identifier. */
  async dmpDocument(uniqueId: string): Promise<StoredDocument | undefined> {
    return (await this.dmpDocuments()).find(({ entry }) => entry.uniqueId === uniqueId)
  }

  async dmpContent(uniqueId: string): Promise<Buffer> {
    return Buffer.from(await (await this.get('dmp', `/documents/${uniqueId}`)).arrayBuffer())
  }

  /** The HTTP request of a submission, as the DMP received it. */
  async dmpSubmission(submission: number): Promise<Buffer> {
    return Buffer.from(await (await this.get('dmp', `/submissions/${submission}`)).arrayBuffer())
  }

  async declareDmp(patient: DmpPatient): Promise<void> {
    await this.put('dmp', '/patients', [patient])
  }

  async failDmp(failures: object[]): Promise<void> {
    await this.put('dmp', '/failures', failures)
  }

  async declareInsi(person: InsiPerson): Promise<void> {
    const people = (await (await this.get('insi', '/people')).json()) as InsiPerson[]
    await this.put('insi', '/people', [...people, person])
  }

  async insiSearches(): Promise<{ at: string; criteria: Record<string, unknown>; outcome: number }[]> {
    return (await this.get('insi', '/searches')).json() as never
  }

  async pscRecords(): Promise<{ at: string; kind: string; detail: Record<string, string> }[]> {
    return (await this.get('psc', '/records')).json() as never
  }

  async setPscFaults(faults: object): Promise<void> {
    await this.put('psc', '/faults', faults)
  }

  /** Messages of a mailbox since an instant, oldest first. */
  async mails(mailbox: string, since: Date): Promise<Mail[]> {
    const list = (await (await this.get('mail', `/messages?mailbox=${mailbox}`)).json()) as ReceivedMail[]
    const recent = list.filter(({ receivedAt }) => Date.parse(receivedAt) >= since.getTime() - 1000)
    const mails: Mail[] = []
    for (const envelope of recent) {
      const raw = Buffer.from(await (await this.get('mail', `/messages/${envelope.id}.eml`)).arrayBuffer())
      mails.push({ envelope, raw, parsed: await simpleParser(raw) })
    }
    return mails
  }

  private admin(name: string): string {
    return present(this.run.simulators[name]?.['adminUrl'], `administration du simulateur ${name}`)
  }

  private async get(name: string, route: string): Promise<Response> {
    const answer = await fetch(this.admin(name) + route)
    if (!answer.ok) throw new Error(`${name} ${route} : ${answer.status}`)
    return answer
  }

  private async put(name: string, route: string, body: unknown): Promise<void> {
    const answer = await fetch(this.admin(name) + route, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${name} ${route} : ${answer.status} ${await answer.text()}`)
  }
}
