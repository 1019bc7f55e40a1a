import { Inject, Injectable } from '@nestjs/common'
import {
  buildCdaAck,
  CdaHl7Error,
  readCdaMessage,
  validateCdaMessage,
  type CdaMessage,
} from '@anamnese/interop-cda-hl7'
import { buildUnreadableAck, Hl7Error, Hl7Message, type Hl7Finding } from '@anamnese/interop-hl7v2'
import type { MllpPeer } from '@anamnese/interop-mllp'
import { MssError } from '@anamnese/interop-mssante'
import type { Log } from '@anamnese/platform-logging'
import { isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import { CONFIG, LOG } from '@anamnese/platform-service'
import { ulid } from 'ulid'
import { Channels } from '../jobs/channels'
import type { Job } from '../jobs/job'
import { JobRepository } from '../jobs/job.repository'
import { jobsOf } from '../jobs/make-jobs'
import { JobWorker } from '../jobs/worker'
import { PfiConfig } from '../pfi.config'
import { acceptance } from './acceptance'
import { MessageContents } from './message-contents'
import type { ReceivedMessage } from './received-message'
import { ReceivedMessageRepository } from './received-message.repository'

/**
 * Takes messages of the DPI (volet CDA en HL7v2 2.1). A message is acknowledged once it is kept with the jobs that it asks
 * for, in one transaction; the same MSH-10 from the same sender gets its first answer again.
 */
@Injectable()
export class Intake {
  constructor(
    @Inject(CONFIG) private readonly config: PfiConfig,
    @Inject(LOG) private readonly log: Log,
    private readonly mongo: Mongo,
    private readonly messages: ReceivedMessageRepository,
    private readonly jobs: JobRepository,
    private readonly contents: MessageContents,
    private readonly channels: Channels,
    private readonly worker: JobWorker,
  ) {}

  /** @returns the acknowledgement */
  async receive(bytes: Buffer, peer: MllpPeer): Promise<Buffer> {
    const at = new Date()
    let message: Hl7Message
    try {
      message = Hl7Message.parse(bytes)
    } catch (error) {
      if (!(error instanceof Hl7Error)) throw error
      const sender = [this.config.APPLICATION, this.config.STRUCTURE_NAME] as const
      return buildUnreadableAck(error, { controlId: newControlId(at), at, sender })
    }
    const id = messageKey(message)
    const known = await this.messages.firstAnswer(this.config.ESTABLISHMENT, id)
    if (known !== undefined) return known
    return this.take(message, bytes, { id, peer, at })
  }

  private async take(
    message: Hl7Message,
    bytes: Buffer,
    { id, peer, at }: { id: string; peer: MllpPeer; at: Date },
  ): Promise<Buffer> {
    const { findings, jobs } = this.judge(message, id, at)
    const answer = buildCdaAck(message, { controlId: newControlId(at), at, findings })
    const received: Omit<ReceivedMessage, 'version'> = {
      _id: id,
      establishment: this.config.ESTABLISHMENT,
      controlId: message.controlId ?? '',
      sender: senderKey(message),
      peer: peer.address,
      receivedAt: at,
      type: [message.type.code, message.type.event].join('^'),
      outcome: jobs.length > 0 ? 'accepted' : 'refused',
      findings,
      answer,
      content: await this.contents.keep(bytes),
    }
    try {
      await this.mongo.transaction(async (session) => {
        await this.messages.insert(received, session)
        await this.jobs.insertAll(jobs, session)
      })
    } catch (error) {
      // The same message came by another connection at the same time: its answer is the one.
      const first = isDuplicateKey(error) ? await this.messages.firstAnswer(received.establishment, id) : undefined
      if (first === undefined) throw error
      return first
    }
    this.log.info({ controlId: received.controlId, outcome: received.outcome, jobs: jobs.length }, 'message reçu')
    this.worker.wake()
    return answer
  }

  /** What is wrong with a message, and what it asks for when nothing is. */
  private judge(message: Hl7Message, id: string, at: Date): { findings: Hl7Finding[]; jobs: Job[] } {
    const findings = validateCdaMessage(message)
    if (hasErrors(findings)) return { findings, jobs: [] }
    try {
      const read: CdaMessage = readCdaMessage(message)
      findings.push(...acceptance(read, this.channels, this.config.SECRET_CONNECTION_VALUE !== undefined))
      if (hasErrors(findings)) return { findings, jobs: [] }
      const { ESTABLISHMENT: establishment, OID_ROOT: oidRoot } = this.config
      return { findings, jobs: jobsOf(read, { establishment, messageId: id, oidRoot, at }) }
    } catch (error) {
      if (!(error instanceof CdaHl7Error || error instanceof MssError)) throw error
      const finding: Hl7Finding = {
        severity: 'E',
        location: error instanceof MssError ? 'PRT-15' : 'OBX-5',
        code: '102',
        message: error.message,
        rule: 'CI-SIS CDA en HL7v2 v2.1',
      }
      return { findings: [...findings, finding], jobs: [] }
    }
  }
}

function hasErrors(findings: readonly Hl7Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'E')
}

/** A message without MSH-10 is refused; it is kept under an identifier of its own. */
function messageKey(message: Hl7Message): string {
  return `${senderKey(message)}|${message.controlId ?? ulid()}`
}

function senderKey(message: Hl7Message): string {
  return [message.get('MSH-3') ?? '', message.get('MSH-4') ?? ''].join('|')
}

/** 20 characters at most, the length of MSH-10. */
function newControlId(at: Date): string {
  return `P${ulid(at.getTime()).slice(-19)}`
}
