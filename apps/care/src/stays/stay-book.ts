import { isDeepStrictEqual } from 'node:util'
import { Injectable } from '@nestjs/common'
import { StayChanged } from '@anamnese/contracts'
import { Outbox } from '@anamnese/platform-messaging'
import type { ClientSession } from '@anamnese/platform-mongo'
import type { Stay } from './stay'
import { stayEvent } from './stay-event'
import { StayRepository } from './stay.repository'

/** The one way to write stays: each change is told in its own transaction. */
@Injectable()
export class StayBook {
  constructor(
    private readonly stays: StayRepository,
    private readonly outbox: Outbox,
  ) {}

  async write(before: Stay | null, after: Stay, session: ClientSession): Promise<void> {
    if (before && isDeepStrictEqual({ ...before, changedAt: '' }, { ...after, changedAt: '' })) return
    const stored = before ? await this.stays.save(after, session) : await this.stays.insert(after, session)
    await this.outbox.append(session, StayChanged, stored.patientId, stayEvent(stored))
  }
}
