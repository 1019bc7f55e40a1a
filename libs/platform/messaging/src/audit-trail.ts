import { Injectable } from '@nestjs/common'
import { type Actor, type TrailRecordedData, TrailRecorded } from '@anamnese/contracts'
import { currentCorrelation } from '@anamnese/platform-logging'
import type { ClientSession, Mongo } from '@anamnese/platform-mongo'
import type { Outbox } from './outbox'

export type TrailEntry = Pick<
  TrailRecordedData,
  'action' | 'patientId' | 'object' | 'partner' | 'detail' | 'reason' | 'purpose'
> & {
  outcome?: TrailRecordedData['outcome']
  /** true when the INS was shown or transmitted (INS/va1.39) */
  ins?: boolean
}

const SYSTEM: TrailRecordedData['actor'] = { kind: 'system', id: 'anamnese', name: 'Traitement automatique' }

/** Writes who did what through the outbox: a trace is never lost and never slows the act by a remote call. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly mongo: Mongo,
    private readonly outbox: Outbox,
    private readonly establishment: string,
  ) {}

  /**
   * @param actor who acts; undefined for an automatic treatment
   * @param session the transaction of the act; without it the trace has a transaction of its own (a read)
   */
  async record(actor: Actor | undefined, entry: TrailEntry, session?: ClientSession): Promise<void> {
    const data = this.describe(actor, entry)
    const key = data.patientId ?? data.actor.id
    if (session === undefined) await this.mongo.transaction((own) => this.outbox.append(own, TrailRecorded, key, data))
    else await this.outbox.append(session, TrailRecorded, key, data)
  }

  /** Several traces in one write: a list shows several patients. */
  async recordAll(actor: Actor | undefined, entries: readonly TrailEntry[], session?: ClientSession): Promise<void> {
    if (entries.length === 0) return
    const events = entries.map((entry) => {
      const data = this.describe(actor, entry)
      return { definition: TrailRecorded, key: data.patientId ?? data.actor.id, data }
    })
    if (session === undefined) await this.mongo.transaction((own) => this.outbox.appendAll(own, events))
    else await this.outbox.appendAll(session, events)
  }

  private describe(
    actor: Actor | undefined,
    { outcome = 'success', ins = false, ...entry }: TrailEntry,
  ): TrailRecordedData {
    const context = actor?.patientContext
    const opened = context !== undefined && context.patientId === entry.patientId ? context : undefined
    const correlationId = currentCorrelation()?.correlationId
    return {
      establishment: actor?.establishment ?? this.establishment,
      at: new Date().toISOString(),
      service: this.outbox.service,
      outcome,
      ins,
      actor:
        actor === undefined
          ? SYSTEM
          : {
              kind: actor.kind,
              id: actor.id,
              name: actor.name,
              ...(actor.idNat === undefined ? {} : { idNat: actor.idNat }),
            },
      ...(opened === undefined ? {} : { purpose: opened.purpose }),
      ...(opened?.reason === undefined ? {} : { reason: opened.reason }),
      ...entry,
      ...(correlationId === undefined ? {} : { correlationId }),
    }
  }
}
