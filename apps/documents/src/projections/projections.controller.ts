import { Controller } from '@nestjs/common'
import {
  ChoicesChanged,
  type ChoicesChangedData,
  CorrespondentChanged,
  type CorrespondentChangedData,
  PatientChanged,
  type PatientChangedData,
  StayChanged,
  type StayChangedData,
} from '@anamnese/contracts'
import { OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import { ChoicesRepository, choicesOf } from './choices.repository'
import { CorrespondentRepository, correspondentOf } from './correspondent.repository'
import { patientOf } from './patient'
import { PatientRepository } from './patient.repository'
import { StayRepository, stayOf } from './stay.repository'

/** Keeps what letters are filled from, as the services that own it tell it. */
@Controller()
export class ProjectionsController {
  constructor(
    private readonly patients: PatientRepository,
    private readonly stays: StayRepository,
    private readonly correspondents: CorrespondentRepository,
    private readonly choices: ChoicesRepository,
  ) {}

  @OnEvent(PatientChanged)
  async onPatient({ data, session }: ReceivedEvent<PatientChangedData>): Promise<void> {
    await this.patients.project(patientOf(data), session)
  }

  @OnEvent(StayChanged)
  async onStay({ data, session }: ReceivedEvent<StayChangedData>): Promise<void> {
    await this.stays.project(stayOf(data), session)
  }

  @OnEvent(CorrespondentChanged)
  async onCorrespondent({ data, session }: ReceivedEvent<CorrespondentChangedData>): Promise<void> {
    await this.correspondents.project(correspondentOf(data), session)
  }

  @OnEvent(ChoicesChanged)
  async onChoices({ data, session }: ReceivedEvent<ChoicesChangedData>): Promise<void> {
    await this.choices.project(choicesOf(data), session)
  }
}
