import { Inject, Injectable } from '@nestjs/common'
import type { Actor } from '@anamnese/contracts'
import { insOid } from '@anamnese/domain-ins'
import {
  authorityOfSystem,
  type Criterion,
  FhirError,
  type Interval,
  ippSystemsOf,
  type IppSystems,
  referenceId,
  type Search,
  type TokenValue,
} from '@anamnese/interop-fhir-fr'
import { assertRecordOpen } from '@anamnese/platform-security'
import { CONFIG } from '@anamnese/platform-service'
import { DocumentsConfig } from '../documents.config'
import { PatientRepository } from '../projections/patient.repository'
import { StayRepository } from '../projections/stay.repository'
import type { DocumentFilter } from './document-filter'

/** Whose documents a search is about, and whether who asks may open their record. */
@Injectable()
export class SearchedRecords {
  private readonly systems: IppSystems

  constructor(
    @Inject(CONFIG) config: DocumentsConfig,
    private readonly patients: PatientRepository,
    private readonly stays: StayRepository,
  ) {
    this.systems = ippSystemsOf(config.IPP_AUTHORITY, config.OID_ROOT, config.FHIR_IPP_SYSTEMS)
  }

  /**
   * The condition on the record of documents, and the patients that it names.
   * @throws FhirError 400 for a search of everybody's documents, 403 for a record that is not open
   */
  async conditionOf(
    actor: Actor,
    search: Search,
    base: string,
  ): Promise<{ filter: DocumentFilter; patientIds: string[] }> {
    const named = await this.namedBy(actor, search, base)
    const asked = named ?? this.openOf(actor, search)
    if (asked === undefined) return { filter: {}, patientIds: [] }
    const records: string[] = []
    for (const patientId of asked) records.push(...(await this.patients.idsOf(actor.establishment, patientId)))
    const periods = search.criteria.filter(({ name }) => name === 'period')
    const filter: DocumentFilter = { patientId: { $in: records } }
    if (periods.length === 0) return { filter, patientIds: asked }
    return {
      filter: { ...filter, stayNumber: { $in: await this.staysOf(actor, records, periods) } },
      patientIds: asked,
    }
  }

  /** The current records that `patient` and `patient.identifier` name; undefined when neither is there. */
  private async namedBy(actor: Actor, { criteria }: Search, base: string): Promise<string[] | undefined> {
    const whose = criteria.filter(({ name }) => name === 'patient' || name === 'patient.identifier')
    if (whose.length === 0) return undefined
    let common: string[] | undefined
    for (const criterion of whose) {
      const ids =
        criterion.type === 'reference'
          ? criterion.values.flatMap((text) => referenceId(text, 'Patient', base) ?? [])
          : await this.byIdentifiers(actor, criterion.values as TokenValue[])
      const current = await Promise.all(
        ids.map(async (id) => (await this.patients.currentOf(actor.establishment, id))?._id ?? id),
      )
      common = common === undefined ? current : common.filter((id) => current.includes(id))
    }
    const found = [...new Set(common)]
    for (const patientId of found) assertRecordOpen(actor, patientId)
    return found
  }

  /** Without a patient, an identifier is needed; and a person finds in the open record only. */
  private openOf(actor: Actor, { criteria }: Search): string[] | undefined {
    if (!criteria.some(({ name }) => name === '_id' || name === 'identifier')) {
      throw new FhirError(400, [
        {
          code: 'required',
          reason: 'FHIR.PATIENT_NEEDED',
          text: 'La recherche de documents demande patient, patient.identifier, identifier ou _id.',
          expression: 'patient',
        },
      ])
    }
    if (actor.kind === 'client') return undefined
    return actor.patientContext === undefined ? [] : [actor.patientContext.patientId]
  }

  private async byIdentifiers({ establishment }: Actor, tokens: readonly TokenValue[]): Promise<string[]> {
    const filters = tokens.flatMap(({ system, code }): Record<string, unknown>[] => {
      if (!system || code === undefined) return []
      const oid = /^urn:oid:(.+)$/.exec(system)?.[1]
      if (oid !== undefined && insOid(oid)) return [{ 'ins.matricule': code, 'ins.oid': oid, status: 'QUALIFIEE' }]
      const [namespace, id] = authorityOfSystem(system, this.systems)?.split('&') ?? []
      if (namespace === undefined) return []
      const authority = { 'authority.namespace': namespace, ...(id ? { 'authority.id': id } : {}) }
      return [{ ipps: { $elemMatch: { value: code, ...authority } } }]
    })
    if (filters.length === 0) return []
    const found = await this.patients.find(establishment, { $or: filters }, { limit: 20 })
    return found.map((patient) => patient._id)
  }

  /** The stays whose period meets those that were asked for; one that has not ended goes on. */
  private async staysOf({ establishment }: Actor, records: string[], periods: readonly Criterion[]): Promise<string[]> {
    const stays = await this.stays.find(establishment, { patientId: { $in: records } })
    const meets = ({ from, to }: Interval, start: string, end: string | undefined): boolean =>
      (to === undefined || start < to) && (from === undefined || end === undefined || end >= from)
    return stays
      .filter(({ admittedAt, dischargedAt }) => {
        if (admittedAt === undefined) return false
        const start = new Date(admittedAt).toISOString()
        const end = dischargedAt === undefined ? undefined : new Date(dischargedAt).toISOString()
        return periods.every((one) => (one.values as Interval[]).some((interval) => meets(interval, start, end)))
      })
      .map((stay) => stay.number)
  }
}
