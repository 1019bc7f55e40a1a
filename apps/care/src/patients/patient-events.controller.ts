import { Controller } from '@nestjs/common'
import { PatientChanged, type PatientChangedData } from '@anamnese/contracts'
import { OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import { PatientRepository } from './patient.repository'

@Controller()
export class PatientEventsController {
  constructor(private readonly patients: PatientRepository) {}

  @OnEvent(PatientChanged)
  async onPatient({ data, session }: ReceivedEvent<PatientChangedData>): Promise<void> {
    const { patientId, establishment, version, status, traits, mergedInto } = data
    const { birthName, usedName, firstBirthGivenName, birthDate, sex } = traits
    await this.patients.project(
      {
        _id: patientId,
        establishment,
        version,
        birthName,
        ...(usedName === undefined ? {} : { usedName }),
        firstBirthGivenName,
        birthDate,
        sex,
        identityStatus: status,
        ...(mergedInto === undefined ? {} : { mergedInto }),
      },
      session,
    )
  }
}
