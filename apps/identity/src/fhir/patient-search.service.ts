import { Inject, Injectable } from '@nestjs/common'
import type { Actor } from '@anamnese/contracts'
import {
  badParameter,
  type Bundle,
  type IppSystems,
  parseSearch,
  type Patient as FhirPatient,
  patientResource,
  PATIENT_SEARCH,
  type Search,
  searchset,
} from '@anamnese/interop-fhir-fr'
import { notFound } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { CONFIG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import type { Patient } from '../patients/patient'
import { PatientRepository } from '../patients/patient.repository'
import type { PatientFilter } from '../patients/search-filter'
import { IPP_SYSTEMS } from './ipp-systems'
import { patientFilter, SORT_FIELDS } from './patient-filter'
import { patientRecord } from './patient-record'

/** Patients as FHIR resources; each one that goes out leaves its trace, with the partner and whether the INS went with it. */
@Injectable()
export class PatientSearchService {
  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    @Inject(IPP_SYSTEMS) private readonly systems: IppSystems,
    private readonly patients: PatientRepository,
    private readonly trail: AuditTrail,
  ) {}

  async read(actor: Actor, patientId: string): Promise<FhirPatient> {
    const patient = await this.patients.findById(actor.establishment, patientId)
    if (!patient) throw notFound('PATIENT.UNKNOWN', 'Ce dossier n’existe pas.')
    const resource = this.resourceOf(patient)
    await this.trace(actor, 'record.read', [resource])
    return resource
  }

  async search(actor: Actor, query: URLSearchParams, lenient: boolean, base: string): Promise<Bundle> {
    const search = parseSearch(PATIENT_SEARCH, query, lenient)
    if (search.sort.field === 'family' && search.criteria.length === 0) {
      throw badParameter('_sort', 'Le tri par nom demande un critère de recherche.', 'too-costly')
    }
    const filter = patientFilter(search, this.systems)
    const total = search.total || search.summary === 'count' ? await this.totalOf(actor, search) : undefined
    const wanted = search.summary === 'count' ? 0 : search.count
    const found = wanted === 0 ? [] : await this.page(actor, filter, search, wanted + 1)
    const shown = found.slice(0, wanted).map((patient) => ({
      resource: this.resourceOf(patient),
      sortValue: sortValueOf(patient, search.sort.field),
    }))
    await this.trace(
      actor,
      'patient.search',
      shown.map((one) => one.resource),
    )
    const result = { found: shown, more: found.length > wanted, ...(total === undefined ? {} : { total }) }
    return searchset(PATIENT_SEARCH, search, result, base)
  }

  resourceOf(patient: Patient): FhirPatient {
    return patientResource(patientRecord(patient), { edition: this.config.FHIR_FR_CORE, systems: this.systems })
  }

  async trace(actor: Actor, action: string, patients: readonly FhirPatient[]): Promise<void> {
    const partner = actor.kind === 'client' ? { partner: actor.name } : {}
    await this.trail.recordAll(
      actor,
      patients.map((patient) => ({
        action,
        patientId: patient.id ?? '',
        ins: carriesIns(patient),
        detail: 'FHIR',
        ...partner,
      })),
    )
  }

  private async page(actor: Actor, filter: PatientFilter, { sort }: Search, limit: number): Promise<Patient[]> {
    const field = SORT_FIELDS[sort.field] ?? '_id'
    const direction = sort.descending ? -1 : 1
    const order = field === '_id' ? { _id: direction } : { [field]: direction, _id: 1 as const }
    return this.patients.find(actor.establishment, filter, { sort: order as Record<string, 1 | -1>, limit })
  }

  /** The number of matches, unless there are more than anybody counts. */
  private async totalOf(actor: Actor, search: Search): Promise<number | undefined> {
    const { after: _after, ...whole } = search
    const filter = patientFilter(whole, this.systems)
    const { total, more } = await this.patients.page(actor.establishment, filter, { page: 1, size: 1 })
    return more === true ? undefined : total
  }
}

function sortValueOf(patient: Patient, field: string): string {
  if (field === '_lastUpdated') return patient.changedAt
  if (field === 'family') return patient.traits.birthName
  return field === 'birthdate' ? patient.traits.birthDate : patient._id
}

function carriesIns(patient: FhirPatient): boolean {
  return patient.identifier?.some((one) => one.type?.coding?.[0]?.code?.startsWith('INS-') === true) === true
}
