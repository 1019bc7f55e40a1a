import { Controller } from '@nestjs/common'
import { MovementRecorded, type MovementRecordedData } from '@anamnese/contracts'
import { OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import { membersOf } from './care-circle'
import { CareCircleRepository } from './care-circle.repository'

/** Keeps who is around a patient, as the movements of the administrative software say it. */
@Controller()
export class CareCircleController {
  constructor(private readonly circle: CareCircleRepository) {}

  @OnEvent(MovementRecorded)
  async onMovement({ data, session }: ReceivedEvent<MovementRecordedData>): Promise<void> {
    for (const member of membersOf(data)) await this.circle.project(member, session)
  }
}
