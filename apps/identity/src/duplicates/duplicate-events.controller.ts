import { Controller } from '@nestjs/common'
import { PatientChanged, type PatientChangedData } from '@anamnese/contracts'
import { OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import { MatchCardRepository } from './match-card.repository'

/** A record that changed is compared again: after its transaction, so that no message waits for it. */
@Controller()
export class DuplicateEventsController {
  constructor(private readonly cards: MatchCardRepository) {}

  @OnEvent(PatientChanged)
  async onPatient({ data, session }: ReceivedEvent<PatientChangedData>): Promise<void> {
    await this.cards.ask(data.establishment, [data.patientId], 0, session)
  }
}
