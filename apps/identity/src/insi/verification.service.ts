import { Inject, Injectable } from '@nestjs/common'
import { type Actor, type InsiRecordView, PatientChanged } from '@anamnese/contracts'
import { blocksQualification } from '@anamnese/domain-ins'
import { Outbox } from '@anamnese/platform-messaging'
import { ConcurrentChangeError, Mongo } from '@anamnese/platform-mongo'
import { CONFIG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { insKeyOf, type Patient } from '../patients/patient'
import { patientEvent } from '../patients/patient-event'
import { PatientRepository } from '../patients/patient.repository'
import { doubted, verified } from './ins-changes'
import type { InsiCall } from './insi-call'
import { InsiPort } from './insi-port'
import { InsiService } from './insi.service'
import { CONTRARY } from './insi-words'

const MAX_TRIES = 5

/** Verifies the INS of records: what confirms it is noted, what contradicts it raises a doubt that a person settles. */
@Injectable()
export class VerificationService {
  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    private readonly mongo: Mongo,
    private readonly insi: InsiService,
    private readonly port: InsiPort,
    private readonly patients: PatientRepository,
    private readonly outbox: Outbox,
  ) {}

  async verify(patient: Patient, actor: Actor, batchId?: string): Promise<InsiCall> {
    const call = await this.insi.verify(patient, actor, batchId)
    if (call.outcome === 'confirmed' || CONTRARY.has(call.outcome as never)) await this.note(patient, call)
    return call
  }

  /** What concerns INSi for a record, and what to propose. */
  record(patient: Patient): InsiRecordView {
    const due = this.due(patient)
    const blocked = blocksQualification(patient.attributes)
      ? 'Une identité douteuse ou fictive n’est pas soumise à INSi.'
      : patient.mergedInto === undefined
        ? undefined
        : 'Ce dossier a été fusionné dans un autre.'
    return {
      ...(blocked === undefined ? {} : { blocked }),
      ...(patient.insVerifiedAt === undefined ? {} : { verifiedAt: patient.insVerifiedAt }),
      ...(due === undefined ? {} : { verificationDue: due }),
      ...(patient.insDoubt === undefined ? {} : { doubt: patient.insDoubt }),
      service: this.port.state(),
    }
  }

  /** The instant before which a verification is too old. */
  get oldest(): string {
    const limit = new Date()
    limit.setUTCMonth(limit.getUTCMonth() - this.config.INSI_REVERIFY_MONTHS)
    return limit.toISOString()
  }

  /** An INS received from outside is to be verified once, and each one again after some years. */
  private due({ ins, insVerifiedAt }: Patient): InsiRecordView['verificationDue'] {
    if (!ins) return undefined
    if (insVerifiedAt === undefined) return 'received'
    return insVerifiedAt < this.oldest ? 'old' : undefined
  }

  /** The record may change while INSi answers: what was verified is noted only if it is still what the record holds. */
  private async note(asked: Patient, call: InsiCall): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.mongo.transaction(async (session) => {
          const now = await this.patients.findById(asked.establishment, asked._id, session)
          if (!now?.ins || !asked.ins || insKeyOf(now.ins) !== insKeyOf(asked.ins)) return
          const doubt = { at: call.at, reason: call.message, callId: call._id }
          const next = call.outcome === 'confirmed' ? verified(now, call.at) : doubted(now, doubt, call.operator)
          const stored = await this.patients.save(next, session)
          await this.outbox.append(session, PatientChanged, stored._id, patientEvent(stored))
        })
        return
      } catch (error) {
        if (!(error instanceof ConcurrentChangeError) || attempt === MAX_TRIES) throw error
      }
    }
  }
}
