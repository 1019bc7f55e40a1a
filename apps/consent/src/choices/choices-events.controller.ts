import { Controller } from '@nestjs/common'
import { ConsentReceived, type ConsentReceivedData, PatientChanged, type PatientChangedData } from '@anamnese/contracts'
import { OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import type { Choices, NewChoices } from './choices'
import { ChoicesService } from './choices.service'
import { choicesOf } from './zfa'

@Controller()
export class ChoicesEventsController {
  constructor(private readonly service: ChoicesService) {}

  @OnEvent(ConsentReceived)
  async onConsent({ data, time, session }: ReceivedEvent<ConsentReceivedData>): Promise<void> {
    const before = await this.service.current(data.establishment, data.patientId, session)
    const author = { name: 'Gestion administrative (ZFA)', at: time }
    await this.service.record(before, choicesOf(data), author, session)
  }

  /** An opposition recorded under a record that is merged holds for the one that stays. */
  @OnEvent(PatientChanged)
  async onPatient({ data, time, session }: ReceivedEvent<PatientChangedData>): Promise<void> {
    const { mergedInto, establishment, patientId } = data
    if (mergedInto === undefined) return
    const merged = await this.service.current(establishment, patientId, session)
    const survivor = await this.service.current(establishment, mergedInto, session)
    const author = { name: 'Fusion de dossiers', at: time }
    await this.service.record(survivor, asSaid(merged), author, session)
  }
}

function asSaid({ feeding, feedingAt, consultation, consultationAt }: Choices): NewChoices {
  return {
    ...(feedingAt === undefined ? {} : { feeding: { value: feeding, at: feedingAt } }),
    ...(consultationAt === undefined ? {} : { consultation: { value: consultation, at: consultationAt } }),
  }
}
