import { Controller } from '@nestjs/common'
import { PatientChanged, type PatientChangedData } from '@anamnese/contracts'
import { OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import type { ClientSession } from '@anamnese/platform-mongo'
import { StayBook } from '../stays/stay-book'
import { StayRepository } from '../stays/stay.repository'
import { PatientRepository } from './patient.repository'

@Controller()
export class PatientEventsController {
  constructor(
    private readonly patients: PatientRepository,
    private readonly stays: StayRepository,
    private readonly book: StayBook,
  ) {}

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
    if (mergedInto !== undefined) await this.giveBack(establishment, patientId, session)
  }

  /** Movements of its stays came for the surviving record before this merge was known. */
  private async giveBack(establishment: string, patientId: string, session: ClientSession): Promise<void> {
    const ids = await this.patients.idsOf(establishment, patientId, session)
    const moved = await this.stays.find(establishment, { movedFrom: { $in: ids } }, { session })
    const live = await this.patients.liveIdOf(establishment, patientId, session)
    for (const stay of moved) {
      if ((await this.patients.liveIdOf(establishment, stay.patientId, session)) !== live) continue
      const { movedFrom, ...rest } = stay
      if (movedFrom === undefined) continue
      await this.book.write(stay, { ...rest, patientId: movedFrom, changedAt: new Date().toISOString() }, session)
    }
  }
}
