import { isDeepStrictEqual } from 'node:util'
import { Controller } from '@nestjs/common'
import { MovementRecorded, type MovementRecordedData, StayChanged } from '@anamnese/contracts'
import { OnEvent, Outbox, type ReceivedEvent, UnprocessableEventError } from '@anamnese/platform-messaging'
import type { ClientSession } from '@anamnese/platform-mongo'
import { applyMovement } from './apply-movement'
import { stayEvent } from './stay-event'
import type { Stay } from './stay'
import { StayRepository } from './stay.repository'

/** Makes stays of the movements that the administrative system sends. */
@Controller()
export class MovementsController {
  constructor(
    private readonly stays: StayRepository,
    private readonly outbox: Outbox,
  ) {}

  @OnEvent(MovementRecorded)
  async onMovement({ data, session }: ReceivedEvent<MovementRecordedData>): Promise<void> {
    if (data.trigger === 'A44') await this.moveAccount(data, session)
    else if (data.stayNumber === '')
      throw new UnprocessableEventError('STAY.NO_NUMBER', 'a movement without visit number')
    else {
      const before = await this.stays.findOne(data.establishment, { number: data.stayNumber }, session)
      await this.write(before, applyMovement(before, data, new Date().toISOString()), session)
    }
  }

  /** A44: the account and its stays belong to another patient from now on. */
  private async moveAccount(data: MovementRecordedData, session: ClientSession): Promise<void> {
    if (data.accountNumber === undefined) return
    const stays = await this.stays.find(data.establishment, { accountNumber: data.accountNumber }, { session })
    for (const stay of stays) {
      await this.write(stay, { ...stay, patientId: data.patientId, changedAt: new Date().toISOString() }, session)
    }
  }

  private async write(before: Stay | null, after: Stay, session: ClientSession): Promise<void> {
    if (before && isDeepStrictEqual({ ...before, changedAt: '' }, { ...after, changedAt: '' })) return
    const stored = before ? await this.stays.save(after, session) : await this.stays.insert(after, session)
    await this.outbox.append(session, StayChanged, stored.patientId, stayEvent(stored))
  }
}
