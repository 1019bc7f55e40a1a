import { Injectable } from '@nestjs/common'
import type { Actor, CandidateSearchResponse, LikelyExists, PatientCandidate } from '@anamnese/contracts'
import { compareIdentities, DUPLICATE_SCORE } from '@anamnese/domain-identity-matching'
import { type IdentityTraits, isCivilDate, searchKey } from '@anamnese/domain-traits'
import { unprocessable } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { factsOf } from '../duplicates/patient-facts'
import { newId } from '../new-id'
import type { Patient } from '../patients/patient'
import { patientSummary } from '../patients/patient-view'
import { PatientRepository } from '../patients/patient.repository'
import { searchFilter } from '../patients/search-filter'
import type { CreationSearch } from './creation-search'
import { CreationSearchRepository } from './creation-search.repository'
import type { CandidateSearchDto } from './creation.requests'

/** How long a search allows a creation: the time to fill the form, interrupted. */
const VALIDITY_MS = 30 * 60_000
const MAX_SHOWN = 50
const MAX_COMPARED = 500
const LIVE = { mergedInto: { $exists: false } }

/** Who the person could already be, before a record is created (guide INS EXI ID 17). */
@Injectable()
export class CandidatesService {
  constructor(
    private readonly patients: PatientRepository,
    private readonly searches: CreationSearchRepository,
    private readonly trail: AuditTrail,
  ) {}

  async search(criteria: CandidateSearchDto, actor: Actor): Promise<CandidateSearchResponse> {
    const filter = filterOf(criteria)
    const found = await this.patients.find(actor.establishment, filter, {
      sort: { 'traits.birthName': 1, 'traits.firstBirthGivenName': 1, _id: 1 },
      limit: MAX_SHOWN + 1,
    })
    const items = found.slice(0, MAX_SHOWN).map(candidate)
    const search: CreationSearch = {
      _id: newId(),
      establishment: actor.establishment,
      version: 1,
      actorId: actor.id,
      ...asked(criteria),
      expiresAt: new Date(Date.now() + VALIDITY_MS),
    }
    await this.searches.insert(search)
    await this.trail.recordAll(
      actor,
      items.filter((one) => one.ins).map((one) => ({ action: 'patient.search', patientId: one.id, ins: true })),
    )
    const more = found.length > MAX_SHOWN ? { more: true as const } : {}
    return { token: search._id, expiresAt: search.expiresAt.toISOString(), items, ...more }
  }

  /** Records that seem to be the same person's, the strongest first, with the reasons in French. */
  async likely(establishment: string, traits: IdentityTraits): Promise<LikelyExists['candidates']> {
    const sameNames = {
      'keys.names': searchKey(traits.birthName),
      'keys.givenNames': searchKey(traits.firstBirthGivenName),
    }
    const near = await this.patients.find(
      establishment,
      { $or: [{ 'traits.birthDate': traits.birthDate }, sameNames], ...LIVE },
      { limit: MAX_COMPARED },
    )
    return near
      .filter((patient) => !patient.attributes.includes('FICTIVE'))
      .map((patient) => ({ patient, ...compareIdentities(factsOf(patient), { traits }) }))
      .filter(({ score }) => score >= DUPLICATE_SCORE)
      .sort((one, other) => other.score - one.score)
      .slice(0, MAX_SHOWN)
      .map(({ patient, reasons }) => ({ ...candidate(patient), reasons: reasons.map(({ label }) => label) }))
  }
}

function filterOf({ birthDate, name, givenName, matricule }: CandidateSearchDto): Record<string, unknown> {
  if (matricule !== undefined && matricule !== '') {
    const compact = matricule.replace(/[\s.]/g, '').toUpperCase()
    if (!/^[1-8][0-9AB]{14}$/.test(compact)) {
      const what = 'Un matricule INS se recherche avec ses 15 caractères et une clé exacte.'
      throw unprocessable('SEARCH.MATRICULE', 'Ce matricule INS n’est pas valide.', what)
    }
    return searchFilter({ q: compact })
  }
  if (birthDate === undefined || !isCivilDate(birthDate)) {
    const what = 'Donner la date de naissance, et si besoin les trois premières lettres du nom ou du prénom.'
    throw unprocessable('SEARCH.BIRTH_DATE', 'La recherche avant création part de la date de naissance.', what)
  }
  return searchFilter({
    birthDate,
    ...(name === undefined ? {} : { name }),
    ...(givenName === undefined ? {} : { givenName }),
  })
}

function asked({ birthDate, name, givenName, matricule }: CandidateSearchDto): Partial<CreationSearch> {
  return {
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(name === undefined ? {} : { name }),
    ...(givenName === undefined ? {} : { givenName }),
    ...(matricule === undefined ? {} : { matricule }),
  }
}

function candidate(patient: Patient): PatientCandidate {
  return { ...patientSummary(patient), ...(patient.address === undefined ? {} : { address: patient.address }) }
}
