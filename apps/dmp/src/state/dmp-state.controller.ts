import { Controller, Get, Param } from '@nestjs/common'
import type { Actor, DmpStateView } from '@anamnese/contracts'
import { CurrentActor, PatientRecord, Requires } from '@anamnese/platform-security'
import { DmpStateService } from './dmp-state.service'

@Controller('patients/:patientId/dmp-state')
export class DmpStateController {
  constructor(private readonly states: DmpStateService) {}

  @Requires('patient.read')
  @PatientRecord()
  @Get()
  async read(@CurrentActor() actor: Actor, @Param('patientId') patientId: string): Promise<DmpStateView> {
    return this.states.read(actor, patientId)
  }
}
