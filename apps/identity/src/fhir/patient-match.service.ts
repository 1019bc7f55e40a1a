import { Inject, Injectable } from '@nestjs/common'
import type { Actor } from '@anamnese/contracts'
import { compareIdentities } from '@anamnese/domain-identity-matching'
import { isValidMatricule } from '@anamnese/domain-ins'
import { searchKey } from '@anamnese/domain-traits'
import {
  authorityOfSystem,
  type Bundle,
  type BundleEntry,
  gradeOf,
  type IppSystems,
  type MatchGrade,
  matchGrade,
  type MatchRequest,
  readMatch,
} from '@anamnese/interop-fhir-fr'
import { insKeyOf, type Patient } from '../patients/patient'
import { PatientRepository } from '../patients/patient.repository'
import type { PatientFilter } from '../patients/search-filter'
import { IPP_SYSTEMS } from './ipp-systems'
import { PatientSearchService } from './patient-search.service'

/** Of each way to find candidates: beyond, the description is too common to tell anybody apart. */
const MAX_CANDIDATES = 200
/** First letters by which names are brought together, before they are compared whole. */
const ROOT = 4

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
    private readonly resources: PatientSearchService,
    @Inject(IPP_SYSTEMS) private readonly systems: IppSystems,
  ) {}

  async match(actor: Actor, body: unknown, base: string): Promise<Bundle> {
    const request = readMatch(body)
    const ippKeys = this.ippKeysOf(request)
    const candidates = await this.candidates(actor.establishment, request, ippKeys)
    const matches = candidates
      .map((patient) => judged(request, patient, ippKeys))
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
    { traits, ins }: MatchRequest,
    ippKeys: readonly string[],
  ): Promise<Patient[]> {
    const name = searchKey(traits.birthName)
    const used = searchKey(traits.usedName ?? '')
    const [year = '', month = '', day = ''] = traits.birthDate.split('-')
    const roots = [...new Set([name, used].filter((key) => key !== '').map((key) => key.slice(0, ROOT)))]
    const named = roots.map((root) => ({ 'keys.names': { $regex: `^${root}` } }))
    const ways: PatientFilter[] = [
      ...(ins && isValidMatricule(ins.matricule) ? [{ insKey: insKeyOf(ins), status: 'QUALIFIEE' }] : []),
      ...(ippKeys.length > 0 ? [{ ippKeys: { $in: [...ippKeys] } }] : []),
      // The same day, or day and month exchanged: whatever the name is.
      ...(day === '' ? [] : [{ 'traits.birthDate': { $in: [traits.birthDate, `${year}-${day}-${month}`] } }]),
      // The name, and a date of the same year.
      ...(named.length > 0 && year !== ''
        ? [{ $or: named, 'traits.birthDate': { $gte: `${year}-`, $lt: `${year}.` } }]
        : []),
    ]
    const found = await Promise.all(
      ways.map((way) =>
        this.patients.find(establishment, { ...way, mergedInto: { $exists: false } }, { limit: MAX_CANDIDATES }),
      ),
    )
    return [...new Map(found.flat().map((patient) => [patient._id, patient])).values()]
  }

  private ippKeysOf({ patient }: MatchRequest): string[] {
    return (patient.identifier ?? []).slice(0, 20).flatMap(({ system, value }) => {
      const authority = system === undefined ? undefined : authorityOfSystem(system, this.systems)
      return authority === undefined || value === undefined ? [] : [`${value}^${authority}`]
    })
  }
}

function judged(request: MatchRequest, patient: Patient, ippKeys: readonly string[]): Match {
  const { traits, telecoms, address } = request
  // A matricule that is not of a qualified identity is not compared with outside: it would be told by the score.
  const ins = patient.status === 'QUALIFIEE' ? patient.ins : undefined
  const sameIpp = patient.ippKeys.some((key) => ippKeys.includes(key))
  const sameIns = ins !== undefined && request.ins !== undefined && insKeyOf(ins) === insKeyOf(request.ins)
  const { score } = compareIdentities(
    { traits, telecoms, ...(request.ins ? { ins: request.ins } : {}), ...(address ? { address } : {}) },
    {
      traits: patient.traits,
      telecoms: patient.telecoms,
      ...(ins ? { ins } : {}),
      ...(patient.address ? { address: patient.address } : {}),
    },
  )
  const same = sameIpp || sameIns
  return { patient, score: same ? 100 : score, grade: gradeOf(score, same) }
}
