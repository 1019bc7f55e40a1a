import { Controller, Get, Inject, Param, Query } from '@nestjs/common'
import type { Actor, CareTeamAnswer } from '@anamnese/contracts'
import { CONFIG } from '@anamnese/platform-service'
import { CurrentActor, GatewayOnly } from '@anamnese/platform-security'
import { CareConfig } from '../care.config'
import { PatientRepository } from '../patients/patient.repository'
import { StayRepository } from '../stays/stay.repository'

const DAY_MS = 86_400_000

/** Asked by the gateway before a record is opened: is one of these units in charge of the patient, or was it lately? */
@GatewayOnly()
@Controller('internal/patients/:patientId/care-team')
export class CareTeamController {
  constructor(
    @Inject(CONFIG) private readonly config: CareConfig,
    private readonly stays: StayRepository,
    private readonly patients: PatientRepository,
  ) {}

  @Get()
  async ask(
    @Param('patientId') patientId: string,
    @Query('units') units: string | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<CareTeamAnswer> {
    const asked = (units ?? '').split(',').filter((code) => code !== '')
    if (asked.length === 0) return { member: false }
    const ids = await this.patients.idsOf(actor.establishment, patientId)
    const since = new Date(Date.now() - this.config.CARE_TEAM_DAYS_AFTER_DISCHARGE * DAY_MS).toISOString()
    const [stay] = await this.stays.find(
      actor.establishment,
      {
        patientId: { $in: ids },
        units: { $in: asked },
        $or: [{ state: { $in: ['pre-admitted', 'open'] } }, { state: 'closed', dischargedAt: { $gte: since } }],
      },
      { sort: { admittedAt: -1 }, limit: 1 },
    )
    const code = stay?.units.find((one) => asked.includes(one))
    if (!stay || code === undefined) return { member: false }
    return { member: true, unit: stay.unit?.code === code ? stay.unit : { code } }
  }
}
