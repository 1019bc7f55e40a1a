import { Inject, Injectable } from '@nestjs/common'
import { ProblemError } from '@anamnese/platform-http'
import { CONFIG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import type { InsiCall } from '../insi/insi-call'
import { InsiService } from '../insi/insi.service'
import { QualificationService } from '../insi/qualification.service'
import { VerificationService } from '../insi/verification.service'
import type { Patient } from '../patients/patient'
import { PatientRepository } from '../patients/patient.repository'
import type { Batch, BatchItem } from './batch'
import { BatchItemRepository } from './batch-item.repository'
import { type ItemResult, reasonToSkip, searchResult, verifyResult } from './item-result'

const FIRST_RETRY_MS = 5_000
const LAST_RETRY_MS = 30 * 60_000

/** Calls INSi for one record of a batch, and keeps what it means. */
@Injectable()
export class ItemRunner {
  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    private readonly patients: PatientRepository,
    private readonly items: BatchItemRepository,
    private readonly insi: InsiService,
    private readonly verification: VerificationService,
    private readonly qualification: QualificationService,
  ) {}

  async run(batch: Batch, item: BatchItem): Promise<void> {
    const at = new Date().toISOString()
    const patient = await this.patients.findById(batch.establishment, item.patientId)
    const skip = reasonToSkip(patient, batch.kind)
    if (patient === null || skip !== undefined) {
      await this.items.keep(item, { outcome: 'skipped', message: skip ?? '', at })
      return
    }
    const call =
      batch.kind === 'search'
        ? await this.insi.search(patient, batch.actor, batch._id)
        : await this.verification.verify(patient, batch.actor, batch._id)
    if (call.outcome === 'unavailable') {
      await this.items.keep(item, { ...this.afterFailure(item, call), at, callId: call._id })
      return
    }
    const result = batch.kind === 'search' ? searchResult(call, patient) : verifyResult(call)
    const settled =
      result.outcome === 'found' && batch.acceptIdentical ? await this.accept(batch, patient, call) : result
    await this.items.keep(item, { ...settled, at, callId: call._id })
  }

  /** The person who asked for the batch said that what differs in nothing is accepted; what prevents it is for them to examine. */
  private async accept(batch: Batch, patient: Patient, call: InsiCall): Promise<ItemResult> {
    try {
      const change = this.qualification.acceptance(call)
      await this.qualification.apply(patient._id, patient.version, batch.actor, 'identity.accept', [change])
      return { outcome: 'accepted', message: 'Identité trouvée par INSi avec les mêmes traits, acceptée.' }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      return { outcome: 'differs', message: [error.title, error.detail].filter(Boolean).join(' ') }
    }
  }

  private afterFailure(item: BatchItem, call: InsiCall): Pick<BatchItem, 'outcome' | 'message' | 'nextAttemptAt'> {
    const last = item.attempts + 1 >= this.config.INSI_BATCH_ATTEMPTS
    if (call.retryable !== true || last)
      return { outcome: 'failed', message: call.message, nextAttemptAt: item.nextAttemptAt }
    const delay = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 4 ** item.attempts)
    return { outcome: 'waiting', message: call.message, nextAttemptAt: new Date(Date.now() + delay) }
  }
}
