import { Injectable } from '@nestjs/common'
import { decodeTime } from 'ulid'
import { type Adt } from '@anamnese/interop-pam-fr'
import { currentCorrelation } from '@anamnese/platform-logging'
import type { ClientSession } from '@anamnese/platform-mongo'
import { newId } from '../new-id'
import type { Patient } from '../patients/patient'
import { patientEvent } from '../patients/patient-event'
import { PatientRepository } from '../patients/patient.repository'
import { type Announcement, AnnouncementRepository } from './announcement.repository'
import { identifierOf, patientFacts } from './identity-facts'
import { KnownChoicesRepository } from './known-choices.repository'
import { Letterhead } from './letterhead'
import { consentFacts } from './movement-facts'
import type { Outgoing } from './outgoing'
import { OutgoingRepository } from './outgoing.repository'
import { type Subscriber, wants } from './subscriber'
import { type IdentityNews, newsOf, tellable, type Told } from './told'

/** Events whose structure has a ZFA (PAM-FR 2.11 §6.14). */
const WITH_CHOICES: ReadonlySet<string> = new Set(['A28', 'A31', 'A01', 'A04', 'A05', 'A14', 'Z99'])
const DEPTH = 5

/** Writes what a subscriber is to be told, in the transaction of the event that it follows from. */
@Injectable()
export class Herald {
  constructor(
    private readonly patients: PatientRepository,
    private readonly announcements: AnnouncementRepository,
    private readonly choices: KnownChoicesRepository,
    private readonly outgoing: OutgoingRepository,
    private readonly letterhead: Letterhead,
  ) {}

  /** Brings a subscriber up to date with a patient, as it is now. Nothing is written when it was told this version. */
  async announce(subscriber: Subscriber, patientId: string, session: ClientSession, depth = 0): Promise<Announcement> {
    const { establishment } = subscriber
    const row = await this.announcements.of(establishment, subscriber._id, patientId, session)
    const patient = await this.patients.findById(establishment, patientId, session)
    if (!patient || patient.version <= row.patientVersion) return row
    const now = this.tellable(subscriber, patient)
    const existed = patient.createdAt < subscriber.createdAt
    let current: Announcement = { ...row, patientVersion: patient.version, ...(now ? { told: now } : {}) }
    if (!now) return this.announcements.keep(current, session)
    for (const news of newsOf(row.told, now, existed)) {
      const survivor =
        news.event === 'A40' ? await this.survivor(subscriber, news.survivorId, session, depth) : undefined
      current = await this.tell(subscriber, { patient, now, before: row.told, survivor }, news, current, session)
    }
    return this.announcements.keep(current, session)
  }

  tellable(subscriber: Subscriber, patient: Patient): Told | undefined {
    const told = tellable(patientEvent(patient), {
      production: this.letterhead.production,
      domains: subscriber.domains,
    })
    if (!told?.ins || !this.letterhead.withholdsIns(patient)) return told
    const { ins: _ins, ...others } = told
    return others
  }

  /** Adds a message to the queue, after those already there about the same patients. */
  async enqueue(
    subscriber: Subscriber,
    adt: Adt,
    patient: Patient,
    rows: readonly Announcement[],
    session: ClientSession,
  ): Promise<string> {
    const { bytes, charset, obstacle } = this.letterhead.write(adt, subscriber)
    const after = Math.max(0, ...rows.map(({ lastMessageId }) => (lastMessageId ? decodeTime(lastMessageId) + 1 : 0)))
    const now = new Date()
    const correlation = currentCorrelation()
    const message: Outgoing = {
      _id: newId(Math.max(now.getTime(), after)),
      establishment: subscriber.establishment,
      version: 1,
      subscriberId: subscriber._id,
      event: adt.event,
      patientId: patient._id,
      patientLabel: labelOf(patient),
      lanes: rows.map(({ patientId }) => patientId),
      open: true,
      state: obstacle ? 'refused' : 'pending',
      controlId: adt.controlId,
      bytes,
      charset,
      withIns: adt.patient.ins !== undefined || adt.merges.some((merge) => merge.formerIns !== undefined),
      attempts: 0,
      failures: 0,
      createdAt: now,
      changedAt: now,
      ...(obstacle ? { reason: obstacle } : { nextAttemptAt: now }),
      ...(correlation ? { correlation } : {}),
    }
    await this.outgoing.insertAll([message], session)
    return message._id
  }

  /** The choices of the patient, when the event has a place for them. */
  async consentOf(patient: Patient, event: string, session: ClientSession): Promise<Pick<Adt, 'consent'>> {
    if (!WITH_CHOICES.has(event)) return {}
    const known = await this.choices.findById(patient.establishment, patient._id, session)
    return known ? { consent: consentFacts(known.choices) } : {}
  }

  private async tell(
    subscriber: Subscriber,
    facts: { patient: Patient; now: Told; before: Told | undefined; survivor: Survivor | undefined },
    news: IdentityNews,
    row: Announcement,
    session: ClientSession,
  ): Promise<Announcement> {
    const { patient, now, before, survivor } = facts
    if (!wants(subscriber, news.event) || (news.event === 'A40' && !survivor)) return row
    const subject = survivor?.patient ?? patient
    const adt: Adt = {
      ...this.letterhead.heading(patient.changedAt),
      event: news.event,
      patient: survivor ? patientFacts(subject, survivor.told, undefined) : patientFacts(patient, now, before),
      merges: [],
      ...(await this.consentOf(subject, news.event, session)),
    }
    const rows = survivor ? [row, survivor.row] : [row]
    const lastMessageId = await this.enqueue(subscriber, complete(adt, news), subject, rows, session)
    if (survivor) await this.announcements.keep({ ...survivor.row, lastMessageId }, session)
    return { ...row, lastMessageId }
  }

  /** The patient that another one was merged into is told first. */
  private async survivor(
    subscriber: Subscriber,
    patientId: string,
    session: ClientSession,
    depth: number,
  ): Promise<Survivor | undefined> {
    if (depth >= DEPTH) return undefined
    const row = await this.announce(subscriber, patientId, session, depth + 1)
    const patient = await this.patients.findById(subscriber.establishment, patientId, session)
    const told = patient && this.tellable(subscriber, patient)
    return patient && told ? { patient, told, row } : undefined
  }
}

interface Survivor {
  patient: Patient
  told: Told
  row: Announcement
}

function complete(adt: Adt, news: IdentityNews): Adt {
  if (news.event === 'A40') {
    const eliminated = news.eliminated.map((ipp) => identifierOf(ipp))
    return { ...adt, merges: [{ survivor: adt.patient.ipps, eliminated }] }
  }
  if (news.event !== 'A47') return adt
  const { formerIns, formerIpps } = news
  return {
    ...adt,
    patient: { ...adt.patient, insDeleted: formerIns !== undefined && adt.patient.ins === undefined },
    merges: [
      {
        survivor: adt.patient.ipps,
        eliminated: formerIpps.map((ipp) => identifierOf(ipp)),
        ...(formerIns ? { formerIns } : {}),
      },
    ],
  }
}

function labelOf({ traits, ipps }: Patient): string {
  const name = [traits.birthName, traits.firstBirthGivenName].filter((part) => part !== '').join(' ')
  const [ipp] = ipps
  return ipp ? `${name} (${ipp.value})` : name
}
