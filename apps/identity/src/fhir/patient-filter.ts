import { insOid, isValidMatricule } from '@anamnese/domain-ins'
import { normalizeName, searchKey } from '@anamnese/domain-traits'
import {
  authorityOfSystem,
  badParameter,
  type Criterion,
  type Interval,
  type IppSystems,
  type Search,
  type TokenValue,
} from '@anamnese/interop-fhir-fr'
import type { PatientFilter } from '../patients/search-filter'

const NOBODY: PatientFilter = { _id: { $exists: false } }
const SEXES: Readonly<Record<string, string>> = { male: 'M', female: 'F', unknown: 'U' }
/** Fields that `_sort` names. */
export const SORT_FIELDS: Readonly<Record<string, string>> = {
  _id: '_id',
  _lastUpdated: 'changedAt',
  family: 'traits.birthName',
  birthdate: 'traits.birthDate',
}

/**
 * Conditions on stored patients: all the criteria, and what comes after the last page.
 * @throws FhirError 400 for a matricule that cannot be one (INS/va1.41)
 */
export function patientFilter({ criteria, sort, after }: Search, systems: IppSystems): PatientFilter {
  const conditions = criteria.map((criterion) => condition(criterion, systems))
  if (after) conditions.push(afterPage(SORT_FIELDS[sort.field] ?? '_id', sort.descending, after))
  return conditions.length === 0 ? {} : { $and: conditions }
}

function condition(criterion: Criterion, systems: IppSystems): PatientFilter {
  switch (criterion.name) {
    case '_id':
      return { _id: { $in: codesOf(criterion) } }
    case '_lastUpdated':
      return anyOf(criterion, (interval: Interval) => within('changedAt', interval))
    case 'birthdate':
      return anyOf(criterion, (interval: Interval) => within('traits.birthDate', interval))
    case 'identifier':
      return anyOf(criterion, (token: TokenValue) => byIdentifier(token, systems))
    case 'gender':
      return { 'traits.sex': { $in: codesOf(criterion).map((code) => SEXES[code] ?? 'none') } }
    case 'active':
      return anyOf(criterion, ({ code }: TokenValue) => ({ mergedInto: { $exists: code === 'false' } }))
    default:
      return byName(criterion)
  }
}

function anyOf<V>(criterion: Criterion, make: (value: V) => PatientFilter): PatientFilter {
  const alternatives = (criterion.values as V[]).map(make)
  return alternatives.length === 1 ? (alternatives[0] ?? NOBODY) : { $or: alternatives }
}

function codesOf(criterion: Criterion): string[] {
  return criterion.type === 'token' ? criterion.values.flatMap(({ code }) => (code === undefined ? [] : [code])) : []
}

function within(field: string, { from, to }: Interval): PatientFilter {
  return { [field]: { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lt: to }) } }
}

/** A national matricule of a qualified identity, or an IPP; without system, what looks like a matricule is one. */
function byIdentifier({ system, code }: TokenValue, systems: IppSystems): PatientFilter {
  if (system === null || code === undefined) return NOBODY
  const oid = system === undefined ? undefined : /^urn:oid:(.+)$/.exec(system)?.[1]
  if (oid !== undefined && insOid(oid)) return byIns(code, oid)
  if (system === undefined) {
    // One or the other: together they would be a search that no index serves.
    return isValidMatricule(code) ? byIns(code) : { ippKeys: { $regex: `^${escaped(code)}\\^` } }
  }
  const authority = authorityOfSystem(system, systems)
  if (authority !== undefined) return { ippKeys: `${code}^${authority}` }
  // The URI made of an OID: the authority is known by it alone.
  return oid === undefined ? NOBODY : { ippKeys: { $regex: `^${escaped(code)}\\^[^&]*&${escaped(oid)}$` } }
}

function byIns(matricule: string, oid?: string): PatientFilter {
  if (!isValidMatricule(matricule)) {
    throw badParameter('identifier', 'Un matricule INS se recherche avec ses 15 caractères et une clé exacte.')
  }
  const upper = matricule.toUpperCase()
  const key = oid === undefined ? { $gte: `${upper}^`, $lt: `${upper}_` } : `${upper}^${oid}`
  // Only a qualified identity is known outside by its matricule (RNIV EXI SI 08).
  return { insKey: key, status: 'QUALIFIEE' }
}

function byName(criterion: Criterion): PatientFilter {
  const fields = { family: ['keys.names'], given: ['keys.givenNames'], name: ['keys.names', 'keys.givenNames'] }[
    criterion.name
  ]
  return anyOf(criterion, (text: string) => {
    if (criterion.modifier === 'exact') return exactly(criterion.name, text)
    const words = text
      .split(/[^\p{L}\p{M}\p{N}'’]+/u)
      .map(searchKey)
      .filter((word) => word !== '')
    if (words.length === 0 || !fields) return NOBODY
    const alternatives = fields.flatMap((field) => beginnings(field, searchKey(text), words))
    return alternatives.length === 1 ? (alternatives[0] ?? NOBODY) : { $or: alternatives }
  })
}

/** The name as one word, or each of the words that were given: LE GALL begins no name alone when it is the end of another. */
function beginnings(field: string, whole: string, words: readonly string[]): PatientFilter[] {
  const begins = (word: string): PatientFilter => ({ [field]: { $regex: `^${word}` } })
  return words.length === 1 ? [begins(whole)] : [begins(whole), { $and: words.slice(0, 6).map(begins) }]
}

/** The name as it is written; the key narrows the search to an index. */
function exactly(name: string, text: string): PatientFilter {
  const [keys, ...fields] =
    name === 'family'
      ? ['keys.names', 'traits.birthName', 'traits.usedName']
      : ['keys.givenNames', 'traits.firstBirthGivenName', 'traits.usedGivenName']
  return { [keys]: searchKey(normalizeName(text)), $or: fields.map((field) => ({ [field]: text })) }
}

function afterPage(field: string, descending: boolean, [value, id]: [string, string]): PatientFilter {
  const beyond = descending ? '$lt' : '$gt'
  if (field === '_id') return { _id: { [beyond]: id } }
  return { $or: [{ [field]: { [beyond]: value } }, { [field]: value, _id: { $gt: id } }] }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\&]/g, '\\$&')
