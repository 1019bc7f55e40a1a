import { Controller, Get, Param } from '@nestjs/common'
import type { Actor, StayView } from '@anamnese/contracts'
import { AuditTrail } from '@anamnese/platform-messaging'
import { CurrentActor, PatientRecord, Requires } from '@anamnese/platform-security'
import { PatientRepository } from '../patients/patient.repository'
import { stayView } from './stay-event'
import { StayRepository } from './stay.repository'

@Requires('patient.read')
@Controller('patients/:patientId/stays')
export class StaysController {
  constructor(
    private readonly stays: StayRepository,
    private readonly patients: PatientRepository,
    private readonly trail: AuditTrail,
  ) {}

  /** The stays of a record and of those merged into it, the most recent first. */
  @PatientRecord()
  @Get()
  async list(@Param('patientId') patientId: string, @CurrentActor() actor: Actor): Promise<StayView[]> {
    const ids = await this.patients.idsOf(actor.establishment, patientId)
    const stays = await this.stays.find(
      actor.establishment,
      { patientId: { $in: ids } },
      { sort: { admittedAt: -1, _id: -1 }, limit: 500 },
    )
    await this.trail.record(actor, { action: 'stay.read', patientId })
    return stays.map((stay) => ({ ...stayView(stay), patientId }))
  }
}
