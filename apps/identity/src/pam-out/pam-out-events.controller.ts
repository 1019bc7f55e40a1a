import { Controller } from '@nestjs/common'
import {
  ChoicesChanged,
  type ChoicesChangedData,
  ConsentReceived,
  type ConsentReceivedData,
  MovementRecorded,
  type MovementRecordedData,
  PatientChanged,
  type PatientChangedData,
} from '@anamnese/contracts'
import type { Adt } from '@anamnese/interop-pam-fr'
import { OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import type { ClientSession } from '@anamnese/platform-mongo'
import type { Patient } from '../patients/patient'
import { PatientRepository } from '../patients/patient.repository'
import { AnnouncementRepository } from './announcement.repository'
import { Herald } from './herald'
import { identifierOf, patientFacts } from './identity-facts'
import { KnownChoicesRepository } from './known-choices.repository'
import { Letterhead } from './letterhead'
import { consentFacts, contactFacts, movementFacts, stayFacts } from './movement-facts'
import { senderOf, type Subscriber, wants } from './subscriber'
import { SubscriberRepository } from './subscriber.repository'
import { tellable } from './told'

/** What changes here becomes messages for those who asked for them, each once, in the order of each patient. */
@Controller()
export class PamOutEventsController {
  constructor(
    private readonly subscribers: SubscriberRepository,
    private readonly patients: PatientRepository,
    private readonly announcements: AnnouncementRepository,
    private readonly choices: KnownChoicesRepository,
    private readonly herald: Herald,
    private readonly letterhead: Letterhead,
  ) {}

  @OnEvent(PatientChanged)
  async onPatient({ data, session }: ReceivedEvent<PatientChangedData>): Promise<void> {
    for (const subscriber of await this.subscribers.ofEstablishment(data.establishment, session)) {
      if (data.origin === senderOf(subscriber)) await this.alreadyKnown(subscriber, data, session)
      else await this.herald.announce(subscriber, data.patientId, session)
    }
  }

  @OnEvent(MovementRecorded)
  async onMovement({ data, session }: ReceivedEvent<MovementRecordedData>): Promise<void> {
    const others = (await this.subscribers.ofEstablishment(data.establishment, session)).filter(
      (subscriber) => data.origin !== senderOf(subscriber) && wants(subscriber, data.trigger),
    )
    const patient = others.length > 0 ? await this.live(data.establishment, data.patientId, session) : null
    if (!patient || (data.trigger === 'A44' && data.details?.formerIpps === undefined)) return
    for (const subscriber of others) await this.tellMovement(subscriber, patient, data, session)
  }

  /** A subscriber is not told the choices that it has just said. */
  @OnEvent(ConsentReceived)
  async onConsent({ data, session }: ReceivedEvent<ConsentReceivedData>): Promise<void> {
    for (const subscriber of await this.subscribers.ofEstablishment(data.establishment, session)) {
      if (data.origin !== senderOf(subscriber)) continue
      const row = await this.announcements.of(data.establishment, subscriber._id, data.patientId, session)
      const said = { ...row.choices, ...choicesSaid(data) }
      await this.announcements.keep({ ...row, choices: said }, session)
    }
  }

  @OnEvent(ChoicesChanged)
  async onChoices({ data, session }: ReceivedEvent<ChoicesChangedData>): Promise<void> {
    const { patientId, establishment, version } = data
    const news = await this.choices.project({ _id: patientId, establishment, version, choices: data }, session)
    const patient = news ? await this.live(establishment, patientId, session) : null
    if (!patient) return
    for (const subscriber of await this.subscribers.ofEstablishment(establishment, session)) {
      await this.tellChoices(subscriber, patient, data, session)
    }
  }

  private async tellMovement(
    subscriber: Subscriber,
    patient: Patient,
    data: MovementRecordedData,
    session: ClientSession,
  ): Promise<void> {
    // Who is told of a movement knows the patient first.
    const row = await this.herald.announce(subscriber, patient._id, session)
    const told = this.herald.tellable(subscriber, patient)
    if (!told) return
    const { own } = this.letterhead
    const contacts = contactFacts(data, own)
    const adt: Adt = {
      ...this.letterhead.heading(new Date().toISOString(), data.details?.occurredAt ?? data.effectiveAt),
      event: data.trigger,
      ...(data.details?.plannedAt === undefined ? {} : { plannedAt: data.details.plannedAt }),
      patient: { ...patientFacts(patient, told, undefined), ...(contacts ? { contacts } : {}) },
      merges: [],
      ...(await this.herald.consentOf(patient, data.trigger, session)),
      ...(data.trigger === 'A44' ? moved(data, told.ipps, own) : encounter(data, own)),
    }
    const lastMessageId = await this.herald.enqueue(subscriber, adt, patient, [row], session)
    await this.announcements.keep({ ...row, lastMessageId }, session)
  }

  private async tellChoices(
    subscriber: Subscriber,
    patient: Patient,
    choices: ChoicesChangedData,
    session: ClientSession,
  ): Promise<void> {
    const row = await this.herald.announce(subscriber, patient._id, session)
    const consent = consentFacts(choices)
    const values = valuesOf(consent)
    const known = Object.entries(values).every(([name, value]) => row.choices?.[name] === value)
    const told = this.herald.tellable(subscriber, patient)
    if (known || !told) return
    const kept = { ...row, choices: values }
    if (!wants(subscriber, 'A31')) {
      await this.announcements.keep(kept, session)
      return
    }
    const facts = { event: 'A31', patient: patientFacts(patient, told, undefined), merges: [], consent }
    const adt: Adt = { ...this.letterhead.heading(choices.changedAt), ...facts }
    const lastMessageId = await this.herald.enqueue(subscriber, adt, patient, [row], session)
    await this.announcements.keep({ ...kept, lastMessageId }, session)
  }

  private async alreadyKnown(subscriber: Subscriber, data: PatientChangedData, session: ClientSession): Promise<void> {
    const row = await this.announcements.of(data.establishment, subscriber._id, data.patientId, session)
    if (row.patientVersion >= data.version) return
    const told = tellable(data, { production: this.letterhead.production, domains: subscriber.domains })
    await this.announcements.keep({ ...row, patientVersion: data.version, ...(told ? { told } : {}) }, session)
  }

  /** The patient, or the one that it was merged into. */
  private async live(establishment: string, id: string, session: ClientSession): Promise<Patient | null> {
    let patient = await this.patients.findById(establishment, id, session)
    for (let step = 0; step < 10 && patient?.mergedInto !== undefined; step++) {
      patient = await this.patients.findById(establishment, patient.mergedInto, session)
    }
    return patient
  }
}

type Own = Letterhead['own']

function encounter(data: MovementRecordedData, own: Own): Pick<Adt, 'stay' | 'movement'> {
  return { stay: stayFacts(data, own), movement: movementFacts(data) }
}

/** A44: the account comes from another patient. */
function moved(data: MovementRecordedData, ipps: Patient['ipps'], own: Own): Pick<Adt, 'merges'> {
  const account = data.accountNumber
  return {
    merges: [
      {
        survivor: ipps.map((ipp) => identifierOf(ipp)),
        eliminated: (data.details?.formerIpps ?? []).map((ipp) => identifierOf(ipp)),
        ...(account === undefined ? {} : { account: identifierOf({ value: account, authority: own }, 'AN') }),
      },
    ],
  }
}

function valuesOf({ dmpStatus, feeding, consultation }: NonNullable<Adt['consent']>): Record<string, string> {
  return {
    ...(typeof dmpStatus === 'string' ? { dmpStatus } : {}),
    ...(typeof feeding === 'string' ? { feeding } : {}),
    ...(typeof consultation === 'string' ? { consultation } : {}),
  }
}

function choicesSaid({ dmpStatus, feeding, consultation }: ConsentReceivedData): Record<string, string> {
  return {
    ...(dmpStatus === undefined ? {} : { dmpStatus }),
    ...(feeding === undefined ? {} : { feeding: feeding.value }),
    ...(consultation === undefined ? {} : { consultation: consultation.value }),
  }
}
