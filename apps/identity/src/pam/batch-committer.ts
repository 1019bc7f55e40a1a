import { Inject, Injectable } from '@nestjs/common'
import { ConsentReceived, MovementRecorded, PatientChanged } from '@anamnese/contracts'
import { ackCodeOf, type Hl7Finding } from '@anamnese/interop-hl7v2'
import type { Adt } from '@anamnese/interop-pam-fr'
import type { Correlation } from '@anamnese/platform-logging'
import { AuditTrail, Outbox, type PendingEvent, type TrailEntry } from '@anamnese/platform-messaging'
import { Mongo } from '@anamnese/platform-mongo'
import { CONFIG } from '@anamnese/platform-service'
import { CollisionRecorder, type NewCollision } from '../duplicates/collision-recorder'
import type { MergeRecord } from '../merges/merge-record'
import { MergeRecordRepository } from '../merges/merge-record.repository'
import { newId } from '../new-id'
import { IdentityConfig } from '../identity.config'
import { ippKey, localIdentifier, parseAuthority } from '../patients/ipp'
import { insKeyOf, type Patient } from '../patients/patient'
import { patientEvent } from '../patients/patient-event'
import { PatientRepository } from '../patients/patient.repository'
import { answerTo } from './answer'
import type { Incoming } from './incoming'
import { consentEvent, movementEvent } from './movement-event'
import { Origins } from './origins'
import { type Processed, processAdt } from './process-adt'
import type { ReceivedMessage } from './received-message'
import { type MessageKey, ReceivedMessageRepository } from './received-message.repository'
import { Workspace } from './workspace'

const DAY_MS = 86_400_000

/** Everything that a batch adds, written at its end. */
interface Written {
  messages: ReceivedMessage[]
  events: PendingEvent[]
  trails: TrailEntry[]
  merges: MergeRecord[]
  collisions: NewCollision[]
  /** of the last message about each patient */
  correlations: Map<string, Correlation>
  origins: Origins
}

/** One transaction for a batch of messages: bytes, patients, events, and the answers to give after the commit. */
@Injectable()
export class BatchCommitter {
  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    private readonly mongo: Mongo,
    private readonly outbox: Outbox,
    private readonly trail: AuditTrail,
    private readonly patients: PatientRepository,
    private readonly received: ReceivedMessageRepository,
    private readonly merges: MergeRecordRepository,
    private readonly collisions: CollisionRecorder,
  ) {}

  /**
   * The answers, in the order of the messages. Safe to run again when it throws: nothing was kept. Reads come before the transaction:
   * versions and unique indexes refuse the write when what was read has changed since.
   */
  async commit(batch: readonly Incoming[]): Promise<Buffer[]> {
    const { ESTABLISHMENT: establishment } = this.config
    const [known, workspace] = await Promise.all([this.received.findSameIds(establishment, batch), this.load(batch)])
    const answers = new Map(known.map((row) => [keyOf(row), row.answer]))
    const ids = new Set(known.map((row) => idOf(row)))
    const written: Written = {
      messages: [],
      events: [],
      trails: [],
      merges: [],
      collisions: [],
      correlations: new Map(),
      origins: new Origins(),
    }
    const out: Buffer[] = []
    for (const incoming of batch) {
      const first = answers.get(keyOf(incoming))
      const answer = first ?? this.apply(incoming, workspace, ids.has(idOf(incoming)), written)
      answers.set(keyOf(incoming), answer)
      ids.add(idOf(incoming))
      out.push(answer)
    }
    await this.write(workspace, written)
    return out
  }

  private async write(workspace: Workspace, written: Written): Promise<void> {
    const { messages, events, trails, merges, collisions, correlations, origins } = written
    if (messages.length === 0) return
    const changed = workspace.changed()
    // The patient before its movements: who follows the events knows the patient when they come.
    const news = changed
      .filter((patient) => workspace.isNews(patient))
      .map((patient) => changedEvent(patient, correlations.get(patient._id), origins))
    await this.mongo.transaction(async (session) => {
      await this.patients.writeAll(changed, session)
      await this.merges.insertAll(merges, session)
      for (const collision of collisions) await this.collisions.record(collision, session)
      await this.received.insertAll(messages, session)
      await this.outbox.appendAll(session, [...news, ...events])
      await this.trail.recordAll(undefined, trails, session)
    })
  }

  private async load(batch: readonly Incoming[]): Promise<Workspace> {
    const own = parseAuthority(this.config.IPP_AUTHORITY)
    const adts = batch.flatMap(({ adt }) => adt ?? [])
    const ipps = adts.flatMap(({ patient, merges }) => [
      ...patient.ipps,
      ...merges.flatMap((merge) => [...merge.survivor, ...merge.eliminated]),
    ])
    const keys = new Set(ipps.map((one) => ippKey(localIdentifier(one, own))))
    const ins = new Set(adts.flatMap(({ patient }) => (patient.ins ? [insKeyOf(patient.ins)] : [])))
    return new Workspace(await this.patients.findByIdentifiers(this.config.ESTABLISHMENT, [...keys], [...ins]))
  }

  private apply(incoming: Incoming, workspace: Workspace, idUsed: boolean, written: Written): Buffer {
    const findings = idUsed ? [...incoming.findings, REUSED_ID] : [...incoming.findings]
    let patient: Patient | undefined
    if (incoming.adt) {
      const done = this.process(incoming.adt, workspace)
      findings.push(...done.findings)
      patient = done.patient
      written.merges.push(...(done.merges ?? []))
      if (done.collision) written.collisions.push(done.collision)
      const touched = [patient?._id, ...(done.merges ?? []).map((merge) => merge.absorbedId)]
      written.origins.note(
        incoming.sender,
        touched.filter((id) => id !== undefined),
      )
      if (patient && incoming.correlation) written.correlations.set(patient._id, incoming.correlation)
      if (patient) this.tell(incoming.adt, patient, incoming, workspace, written)
    }
    const answer = answerTo(incoming, findings, this.config.TIME_ZONE)
    written.messages.push(this.row(incoming, findings, answer, patient))
    return answer
  }

  private process(adt: Adt, workspace: Workspace): Processed {
    return processAdt(workspace, adt, {
      establishment: this.config.ESTABLISHMENT,
      ownAuthority: parseAuthority(this.config.IPP_AUTHORITY),
      now: new Date().toISOString(),
      unknownPatients: this.config.PAM_UNKNOWN_PATIENTS,
      olderIdentity: this.config.PAM_OLDER_IDENTITY,
    })
  }

  private tell(adt: Adt, patient: Patient, incoming: Incoming, workspace: Workspace, written: Written): void {
    const { ESTABLISHMENT: establishment } = this.config
    const own = parseAuthority(this.config.IPP_AUTHORITY)
    const movement = movementEvent(adt, patient._id, establishment, own)
    const consent = consentEvent(adt, patient._id, establishment)
    const common = { key: patient._id, ...(incoming.correlation ? { correlation: incoming.correlation } : {}) }
    if (movement) written.events.push({ definition: MovementRecorded, data: movement, ...common })
    if (consent) written.events.push({ definition: ConsentReceived, data: consent, ...common })
    // An INS that comes from a partner is an exchange to trace (INS/va1.46); the same one again is not news.
    if (adt.patient.ins && workspace.hasNewIns(patient)) {
      written.trails.push({
        action: 'ins.receive',
        patientId: patient._id,
        partner: adt.sendingApplication,
        ins: true,
        detail: `Message ${adt.event} ${incoming.controlId ?? ''}`.trim(),
      })
    }
  }

  private row(
    incoming: Incoming,
    findings: readonly Hl7Finding[],
    answer: Buffer,
    patient: Patient | undefined,
  ): ReceivedMessage {
    const { bytes, peer, receivedAt, sender, controlId, fingerprint, message } = incoming
    return {
      _id: newId(receivedAt.getTime()),
      establishment: this.config.ESTABLISHMENT,
      version: 1,
      receivedAt,
      peer,
      sender,
      ...(controlId === undefined ? {} : { controlId }),
      fingerprint,
      ...(message ? { event: message.type.event } : {}),
      outcome: message ? ackCodeOf(findings) : 'AR',
      findings: findings.map(({ severity, location, code, message: said }) => ({
        severity,
        location,
        code,
        message: said,
      })),
      ...(patient ? { patientId: patient._id } : {}),
      bytes,
      answer,
      charset: message?.charset ?? '',
      expiresAt: new Date(receivedAt.getTime() + this.config.HL7_RETENTION_DAYS * DAY_MS),
    }
  }
}

/** PAM asks for unique ids; a sender that restarts its counter must not lose its messages for it. */
const REUSED_ID: Hl7Finding = {
  severity: 'W',
  location: 'MSH-10',
  code: '205',
  message: 'Cet identifiant de message a déjà servi pour un autre contenu : le message est traité.',
  rule: 'HL7 2.5 §2.15.9.10',
}

const idOf = ({ sender, controlId }: MessageKey): string => `${sender}\n${controlId ?? ''}`
const keyOf = (key: MessageKey): string => `${idOf(key)}\n${key.fingerprint}`

function changedEvent(patient: Patient, correlation: Correlation | undefined, origins: Origins): PendingEvent {
  const data = { ...patientEvent(patient), ...origins.of(patient._id) }
  const event = { definition: PatientChanged, key: patient._id, data }
  return correlation ? { ...event, correlation } : event
}
