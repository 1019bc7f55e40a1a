import { Controller, Get, Param, Query } from '@nestjs/common'
import type { Actor, IdentityWorklist, IdentityWorklistRow, IdentityWorklists, Page } from '@anamnese/contracts'
import { notFound, PageQuery } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { VerificationService } from '../insi/verification.service'
import type { Patient } from '../patients/patient'
import { patientSummary } from '../patients/patient-view'
import { PatientRepository } from '../patients/patient.repository'
import { searchFilter } from '../patients/search-filter'
import { whyListed, WORKLIST_SORTS, worklistFilter, WORKLISTS } from './worklist'

const SORTS: Readonly<Record<string, string>> = {
  name: 'traits.birthName',
  birthDate: 'traits.birthDate',
  status: 'status',
  lastMovementAt: 'lastMovementAt',
  changedAt: 'changedAt',
}

/** What waits for the identity officers. */
@Requires('identity.write')
@Controller('identity/worklists')
export class WorklistsController {
  constructor(
    private readonly patients: PatientRepository,
    private readonly verification: VerificationService,
    private readonly trail: AuditTrail,
  ) {}

  @Get()
  async counters(@CurrentActor() { establishment }: Actor): Promise<IdentityWorklists> {
    const { oldest } = this.verification
    const totals = await Promise.all(
      WORKLISTS.map(async (name) => {
        const one = { page: 1, size: 1, sort: WORKLIST_SORTS[name] }
        return [name, (await this.patients.page(establishment, worklistFilter(name, oldest), one)).total] as const
      }),
    )
    return { counters: Object.fromEntries(totals) as Record<IdentityWorklist, number> }
  }

  /** Each INS that the list shows is an access to it (INS/va1.39). */
  @Get(':name')
  async list(
    @Param('name') name: string,
    @Query() query: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<IdentityWorklistRow>> {
    const worklist = WORKLISTS.find((one) => one === name)
    if (worklist === undefined) throw notFound('WORKLIST.UNKNOWN', 'Cette liste de travail n’existe pas.')
    const filter = worklistFilter(worklist, this.verification.oldest)
    const words = query.q === undefined || query.q === '' ? [] : [searchFilter({ q: query.q })]
    const page = await this.patients.page(
      actor.establishment,
      { $and: [filter, ...words] },
      { page: query.page, size: query.size, sort: sortOf(worklist, query.sort) },
    )
    const items = page.items.map((patient) => row(worklist, patient))
    await this.trail.recordAll(
      actor,
      items.filter((one) => one.ins).map((one) => ({ action: 'identity.worklist', patientId: one.id, ins: true })),
    )
    return { ...page, items }
  }
}

function row(worklist: IdentityWorklist, patient: Patient): IdentityWorklistRow {
  const { version, lastMovementAt, changedAt } = patient
  return {
    ...patientSummary(patient),
    version,
    why: whyListed(worklist, patient),
    ...(lastMovementAt === undefined ? {} : { lastMovementAt }),
    changedAt,
  }
}

function sortOf(worklist: IdentityWorklist, sort: string | undefined): Record<string, 1 | -1> {
  const field = SORTS[(sort ?? '').replace(/^-/, '')]
  return field === undefined ? WORKLIST_SORTS[worklist] : { [field]: sort?.startsWith('-') ? -1 : 1, _id: 1 }
}
