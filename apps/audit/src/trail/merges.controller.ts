import { Controller } from '@nestjs/common'
import { PatientChanged, type PatientChangedData } from '@anamnese/contracts'
import { OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import { MergedRecordRepository } from './merged-record.repository'

/** Knows which records are merged, so that the trail of a record also tells what was done to those that it absorbed. */
@Controller()
export class MergesController {
  constructor(private readonly merged: MergedRecordRepository) {}

  @OnEvent(PatientChanged)
  async onPatient({ data, session }: ReceivedEvent<PatientChangedData>): Promise<void> {
    const { establishment, patientId, version, mergedInto } = data
    const known = await this.merged.findById(establishment, patientId, session)
    if (mergedInto === undefined && known === null) return
    const row = { _id: patientId, establishment, version, ...(mergedInto === undefined ? {} : { mergedInto }) }
    await this.merged.project(row, session)
  }
}
