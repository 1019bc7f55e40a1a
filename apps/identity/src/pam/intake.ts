import { Inject, Injectable } from '@nestjs/common'
import { INS_OIDS, isAllowedOid } from '@anamnese/domain-ins'
import { ackCodeOf } from '@anamnese/interop-hl7v2'
import type { MllpPeer } from '@anamnese/interop-mllp'
import { type PamOptions, parseSeverityChoice } from '@anamnese/interop-pam-fr'
import type { Log } from '@anamnese/platform-logging'
import { ConcurrentChangeError, isDuplicateKey, isTransientMongoError } from '@anamnese/platform-mongo'
import { CONFIG, LOG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { answerTo, NOT_AVAILABLE } from './answer'
import { BatchCommitter } from './batch-committer'
import { GroupCommit } from './group-commit'
import { type Incoming, readIncoming } from './incoming'

const MAX_BATCH = 64
const MAX_TRIES = 8

/** What gives the answer to a message, once everything that it says is durable. */
@Injectable()
export class Intake {
  private readonly commits: GroupCommit<Incoming, Buffer>
  private readonly options: Partial<PamOptions>

  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    @Inject(LOG) private readonly log: Log,
    private readonly committer: BatchCommitter,
  ) {
    // A database that does not answer is nobody's fault: every sender is told at once to send again.
    this.commits = new GroupCommit(
      (batch) => this.commit(batch),
      MAX_BATCH,
      (error) => !isTransientMongoError(error),
    )
    this.options = {
      insOids: INS_OIDS.map(({ oid }) => oid).filter((oid) => isAllowedOid(oid, !config.INS_TEST_OIDS)),
      wrongInsKey: config.PAM_WRONG_INS_KEY,
      insWithCorrectedBirthDate: config.PAM_INS_WITH_CORRECTED_BIRTH_DATE,
      unknownEvents: config.PAM_UNKNOWN_EVENTS,
      severities: config.PAM_SEVERITIES.flatMap((text) => parseSeverityChoice(text) ?? []),
      zone: config.TIME_ZONE,
    }
  }

  /** Reads and judges bytes; never throws for what they hold. */
  read(bytes: Buffer, peer: MllpPeer): Incoming {
    return readIncoming(bytes, peer, this.options)
  }

  /** AA follows the commit. When nothing could be stored, AR 207 says that the message may be sent again. */
  async submit(incoming: Incoming): Promise<Buffer> {
    return (await this.handle(incoming)) ?? answerTo(incoming, [NOT_AVAILABLE], this.config.TIME_ZONE)
  }

  /** The answer of a message that is handled and durable; `undefined` when it could not be. */
  async handle(incoming: Incoming): Promise<Buffer | undefined> {
    try {
      return await this.commits.submit(incoming)
    } catch (error) {
      this.log.error({ err: error, controlId: incoming.controlId }, 'message HL7 non enregistré')
      return undefined
    }
  }

  async idle(): Promise<void> {
    await this.commits.idle()
  }

  /** Another replica, or a person, may change the same patient at the same time: then everything is read and applied again. */
  private async commit(batch: Incoming[]): Promise<Buffer[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        const answers = await this.committer.commit(batch)
        this.log.debug({ messages: batch.length, refused: batch.filter(isRefused).length }, 'messages HL7 enregistrés')
        return answers
      } catch (error) {
        const concurrent = error instanceof ConcurrentChangeError || isDuplicateKey(error)
        if (attempt >= MAX_TRIES || !concurrent) throw error
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt))
      }
    }
  }
}

function isRefused({ findings }: Incoming): boolean {
  return ackCodeOf(findings) !== 'AA'
}
