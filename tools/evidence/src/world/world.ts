import type { AuditEntry, DocumentView, Page } from '@anamnese/contracts'
import { eventually, GatewaySession, MllpSender, PEOPLE } from '@anamnese/tool-demo'
import { type Arrival, Arrivals } from './arrivals'
import { Screens } from './browser'
import { Inventor } from './invented'
import { Letters } from './letters'
import { Outage } from './outage'
import { Partners } from './partners'
import type { PlayedSystem } from './system'
import { Wire } from './wire'

export const ROLES = {
  ...PEOPLE,
  nurse: '810100000024',
  secretary: '3220000020/SEC0001',
  administrator: '3220000020/ADM0001',
} as const
export type Role = keyof typeof ROLES

export interface SentLetter {
  arrival: Arrival
  document: DocumentView
  /** before the letter was written */
  since: Date
}

/** What scenarios act on and look at: people, patients, letters, partners, screens. */
export class World {
  readonly startedAt = new Date()
  readonly inventor = new Inventor()
  readonly partners: Partners
  readonly sender: MllpSender
  readonly arrivals: Arrivals
  readonly letters: Letters
  readonly wire: Wire
  readonly screens: Screens
  readonly outage: Outage
  private readonly sessions = new Map<Role, Promise<GatewaySession>>()
  private sent: Promise<SentLetter> | undefined

  constructor(readonly system: PlayedSystem) {
    const { run } = system
    this.partners = new Partners(run)
    this.sender = new MllpSender(run.mllp.identity)
    const physician = (): Promise<GatewaySession> => this.as('physician')
    this.arrivals = new Arrivals(this.inventor, this.sender, this.partners, physician)
    this.letters = new Letters(physician)
    this.wire = new Wire(system)
    this.outage = new Outage(system)
    this.screens = new Screens(run.gateway)
  }

  /** A person signed in by Pro Santé Connect; the same session for every scenario. */
  as(role: Role): Promise<GatewaySession> {
    const known = this.sessions.get(role)
    if (known !== undefined) return known
    const session = GatewaySession.signIn(this.system.run.gateway, ROLES[role])
    this.sessions.set(role, session)
    return session
  }

  /** One letter of a patient with a qualified INS, validated and accepted by the DMP and by the practitioner's mailbox. */
  sentLetter(): Promise<SentLetter> {
    this.sent ??= this.sendLetter()
    return this.sent
  }

  /** Traces of the audit trail, once there is at least one. */
  async traces(
    query: string,
    enough: (items: AuditEntry[]) => boolean = ({ length }) => length > 0,
  ): Promise<AuditEntry[]> {
    const officer = await this.as('securityOfficer')
    return eventually(`les traces (${query})`, async () => {
      const { items } = await officer.get<Page<AuditEntry>>(`/api/audit?${query}&size=200`)
      return enough(items) ? items : undefined
    })
  }

  async close(): Promise<void> {
    this.sender.close()
    await Promise.all([this.screens.close(), this.wire.close()])
    await this.system.stop()
  }

  private async sendLetter(): Promise<SentLetter> {
    const since = new Date()
    const arrival = await this.arrivals.admit()
    const document = await this.letters.write(arrival)
    await this.letters.accepted('dmp', document.id)
    await this.letters.accepted('mssante', document.id)
    return { arrival, document, since }
  }
}
