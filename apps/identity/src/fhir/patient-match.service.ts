import { Inject, Injectable } from '@nestjs/common'
import type { Actor } from '@anamnese/contracts'
import { blockingKeys, compareIdentities, type IdentityFacts } from '@anamnese/domain-identity-matching'
import { isValidMatricule } from '@anamnese/domain-ins'
import {
  authorityOfSystem,
  type Bundle,
  type BundleEntry,
  gradeOf,
  type IppSystems,
  localIdentifiers,
  type MatchGrade,
  matchGrade,
  type MatchRequest,
  readMatch,
} from '@anamnese/interop-fhir-fr'
import { MatchCardRepository } from '../duplicates/match-card.repository'
import { factsOf, isComparable } from '../duplicates/patient-facts'
import { insKeyOf, type Patient } from '../patients/patient'
import { PatientRepository } from '../patients/patient.repository'
import type { PatientFilter } from '../patients/search-filter'
import { IPP_SYSTEMS } from './ipp-systems'
import { PatientSearchService } from './patient-search.service'

/** Of each way to find candidates: beyond, the description is too common to tell anybody apart. */
const MAX_CANDIDATES = 200

interface Match {
  patient: Patient
  score: number
  grade: MatchGrade
}

/** `Patient/$match`: who, among the records, may be the person described; compared by the rules that find duplicates. */
@Injectable()
export class PatientMatchService {
  constructor(
    private readonly patients: PatientRepository,
    private readonly cards: MatchCardRepository,
    private readonly resources: PatientSearchService,
    @Inject(IPP_SYSTEMS) private readonly systems: IppSystems,
  ) {}

  async match(actor: Actor, body: unknown, base: string): Promise<Bundle> {
    const request = readMatch(body)
    const ippKeys = this.ippKeysOf(request)
    const asked = factsAsked(request)
    const candidates = await this.candidates(actor.establishment, asked, ippKeys)
    const matches = candidates
      .map((patient) => judged(asked, patient, ippKeys))
      .filter(({ grade }) => grade !== 'certainly-not')
      .sort((a, b) => b.score - a.score || a.patient._id.localeCompare(b.patient._id))
    const certain = matches.filter(({ grade }) => grade === 'certain')
    // Two records that are both certain are a collision: none of them is the answer.
    const kept = request.onlyCertainMatches ? (certain.length === 1 ? certain : []) : matches
    const entries = kept.slice(0, request.count).map((match): BundleEntry => {
      const resource = this.resources.resourceOf(match.patient)
      return {
        fullUrl: `${base}/Patient/${match.patient._id}`,
        resource,
        search: { mode: 'match', ...matchGrade(match.grade, match.score) } as NonNullable<BundleEntry['search']>,
      }
    })
    await this.resources.trace(
      actor,
      'patient.match',
      entries.map((entry) => entry.resource as ReturnType<PatientSearchService['resourceOf']>),
    )
    return {
      resourceType: 'Bundle',
      type: 'searchset',
      total: kept.length,
      ...(entries.length === 0 ? {} : { entry: entries }),
    }
  }

  private async candidates(
    establishment: string,
    asked: IdentityFacts,
    ippKeys: readonly string[],
  ): Promise<Patient[]> {
    const { traits, ins } = asked
    const [year = '', month = '', day = ''] = traits.birthDate.split('-')
    const near = await this.cards.sharing(establishment, '', blockingKeys(asked))
    const ways: PatientFilter[] = [
      ...(ins && isValidMatricule(ins.matricule) ? [{ insKey: insKeyOf(ins), status: 'QUALIFIEE' }] : []),
      ...(ippKeys.length > 0 ? [{ ippKeys: { $in: [...ippKeys] } }] : []),
      // The same day, or day and month exchanged: whatever the name is, and before the record is filed for comparison.
      ...(day === '' ? [] : [{ 'traits.birthDate': { $in: [traits.birthDate, `${year}-${day}-${month}`] } }]),
      ...(near.length === 0 ? [] : [{ _id: { $in: near } }]),
    ]
    const found = await Promise.all(
      ways.map((way) =>
        this.patients.find(establishment, { ...way, mergedInto: { $exists: false } }, { limit: MAX_CANDIDATES }),
      ),
    )
    const distinct = new Map(found.flat().map((patient) => [patient._id, patient]))
    return [...distinct.values()].filter(isComparable)
  }

  private ippKeysOf({ patient }: MatchRequest): string[] {
    return localIdentifiers(patient).flatMap(({ system, value }) => {
      const authority = system === undefined ? undefined : authorityOfSystem(system, this.systems)
      return authority === undefined ? [] : [`${value}^${authority}`]
    })
  }
}

function factsAsked({ traits, telecoms, ins, address }: MatchRequest): IdentityFacts {
  return { traits, telecoms, ...(ins ? { ins } : {}), ...(address ? { address } : {}) }
}

function judged(asked: IdentityFacts, patient: Patient, ippKeys: readonly string[]): Match {
  const { ins: _ins, pastIns: _past, ...known } = factsOf(patient)
  // A matricule that is not of a qualified identity is not compared with outside: it would be told by the score.
  const ins = patient.status === 'QUALIFIEE' ? patient.ins : undefined
  const sameIpp = patient.ippKeys.some((key) => ippKeys.includes(key))
  const sameIns = ins !== undefined && asked.ins !== undefined && insKeyOf(ins) === insKeyOf(asked.ins)
  const { score } = compareIdentities(asked, { ...known, ...(ins ? { ins } : {}) })
  const same = sameIpp || sameIns
  return { patient, score: same ? 100 : score, grade: gradeOf(score, same) }
}
