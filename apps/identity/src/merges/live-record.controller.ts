import { Controller, Get, Param } from '@nestjs/common'
import type { Actor, LiveRecordAnswer } from '@anamnese/contracts'
import { CurrentActor, GatewayOnly } from '@anamnese/platform-security'
import { PatientRepository } from '../patients/patient.repository'

/** Merges follow one another a few times at most; a loop would be an error that must not hang. */
const MAX_STEPS = 8

/** Asked by the gateway before a record is opened: was it merged into another one? */
@GatewayOnly()
@Controller('internal/patients/:patientId/live')
export class LiveRecordController {
  constructor(private readonly patients: PatientRepository) {}

  @Get()
  async ask(@Param('patientId') patientId: string, @CurrentActor() actor: Actor): Promise<LiveRecordAnswer> {
    let liveId = patientId
    for (let step = 0; step < MAX_STEPS; step++) {
      const into = (await this.patients.findById(actor.establishment, liveId))?.mergedInto
      if (into === undefined) break
      liveId = into
    }
    return { patientId, liveId }
  }
}
