import { Controller, Get, Param, Query } from '@nestjs/common'
import type { Actor, Page, PatientDetail, PatientSummary } from '@anamnese/contracts'
import { notFound } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { CurrentActor, PatientRecord, Requires } from '@anamnese/platform-security'
import { PatientSearchQuery } from './patient-search.query'
import { patientDetail, patientSummary } from './patient-view'
import { PatientRepository } from './patient.repository'
import { searchFilter } from './search-filter'

/** Beyond this number of matches a person types more letters. */
const ORDERED_UP_TO = 500

const SORTS: Readonly<Record<string, string>> = {
  name: 'traits.birthName',
  givenName: 'traits.firstBirthGivenName',
  birthDate: 'traits.birthDate',
  status: 'status',
  changedAt: 'changedAt',
}

@Requires('patient.read')
@Controller('patients')
export class PatientsController {
  constructor(
    private readonly patients: PatientRepository,
    private readonly trail: AuditTrail,
  ) {}

  /** Each INS that the list shows is an access to it, traced for its patient (INS/va1.39). */
  @Get()
  async search(@Query() query: PatientSearchQuery, @CurrentActor() actor: Actor): Promise<Page<PatientSummary>> {
    const page = await this.patients.page(actor.establishment, searchFilter(query), {
      page: query.page,
      size: query.size,
      sort: sortOf(query.sort),
      ...((query.sort ?? 'name') === 'name' ? { orderedUpTo: ORDERED_UP_TO } : {}),
    })
    const items = page.items.map(patientSummary)
    await this.trail.recordAll(
      actor,
      items.filter((one) => one.ins).map((one) => ({ action: 'patient.search', patientId: one.id, ins: true })),
    )
    return { ...page, items }
  }

  @PatientRecord()
  @Get(':patientId')
  async read(@Param('patientId') patientId: string, @CurrentActor() actor: Actor): Promise<PatientDetail> {
    const patient = await this.patients.findById(actor.establishment, patientId)
    if (!patient) throw notFound('PATIENT.UNKNOWN', 'Ce dossier n’existe pas.')
    await this.trail.record(actor, { action: 'record.read', patientId, ins: patient.ins !== undefined })
    return patientDetail(patient)
  }
}

function sortOf(sort: string | undefined): Record<string, 1 | -1> {
  const field = SORTS[(sort ?? '').replace(/^-/, '')]
  const direction = sort?.startsWith('-') ? -1 : 1
  return field === undefined
    ? { 'traits.birthName': 1, 'traits.firstBirthGivenName': 1, _id: 1 }
    : { [field]: direction, _id: 1 }
}
