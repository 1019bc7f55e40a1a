import { Controller } from '@nestjs/common'
import { MovementRecorded, type MovementRecordedData } from '@anamnese/contracts'
import { OnEvent, type ReceivedEvent, UnprocessableEventError } from '@anamnese/platform-messaging'
import type { ClientSession } from '@anamnese/platform-mongo'
import { PatientRepository } from '../patients/patient.repository'
import { applyMovement } from './apply-movement'
import type { Stay } from './stay'
import { StayBook } from './stay-book'
import { StayRepository } from './stay.repository'

/** Makes stays of the movements that the administrative system sends. */
@Controller()
export class MovementsController {
  constructor(
    private readonly stays: StayRepository,
    private readonly patients: PatientRepository,
    private readonly book: StayBook,
  ) {}

  @OnEvent(MovementRecorded)
  async onMovement({ data, session }: ReceivedEvent<MovementRecordedData>): Promise<void> {
    if (data.trigger === 'A44') await this.moveAccount(data, session)
    else if (data.stayNumber === '')
      throw new UnprocessableEventError('STAY.NO_NUMBER', 'a movement without visit number')
    else {
      const before = await this.stays.findOne(data.establishment, { number: data.stayNumber }, session)
      const after = applyMovement(before, data, new Date().toISOString())
      await this.book.write(before, before ? await this.withOwner(before, after, session) : after, session)
    }
  }

  /**
   * A merge sends the later movements of a stay to the surviving record; the stay stays under the one that it was opened under, which
   * finds it again if the merge is undone.
   */
  private async withOwner(before: Stay, after: Stay, session: ClientSession): Promise<Stay> {
    const { establishment, patientId, movedFrom } = before
    const kept = { ...after, ...(movedFrom === undefined ? {} : { movedFrom }) }
    if (after.patientId === patientId) return kept
    await this.patients.hold(establishment, patientId, session)
    const live = await this.patients.liveIdOf(establishment, patientId, session)
    if (live === (await this.patients.liveIdOf(establishment, after.patientId, session))) return { ...kept, patientId }
    // The merge that explains it may not be known yet.
    return { ...after, movedFrom: movedFrom ?? patientId }
  }

  /** A44: the account and its stays belong to another patient from now on. */
  private async moveAccount(data: MovementRecordedData, session: ClientSession): Promise<void> {
    if (data.accountNumber === undefined) return
    const stays = await this.stays.find(data.establishment, { accountNumber: data.accountNumber }, { session })
    for (const stay of stays) {
      const { movedFrom: _from, ...rest } = stay
      const moved = { ...rest, patientId: data.patientId, changedAt: new Date().toISOString() }
      await this.book.write(stay, moved, session)
    }
  }
}
