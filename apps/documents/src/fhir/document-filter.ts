import { classOfType, codesIn, J07_DOCUMENT_TYPE } from '@anamnese/domain-value-sets'
import { type Criterion, type Interval, oidOfSystem, type Search, type TokenValue } from '@anamnese/interop-fhir-fr'
import type { QueryFilter } from '@anamnese/platform-mongo'
import type { ClinicalDocument } from '../documents/document'

export type DocumentFilter = QueryFilter<ClinicalDocument>

const NONE: DocumentFilter = { _id: { $in: [] } }
const URI = 'urn:ietf:rfc:3986'
const GONE = [{ withdrawn: { $exists: true } }, { deleted: { $exists: true } }]
const STATES: Readonly<Record<string, DocumentFilter>> = {
  current: { superseded: false, $nor: GONE },
  superseded: { superseded: true, $nor: GONE },
  'entered-in-error': { $or: GONE },
}
/** Found elsewhere: they say whose documents, and of which stays. */
const OF_THE_PATIENT = new Set(['patient', 'patient.identifier', 'period'])

/** Conditions on stored documents, but those that say whose they are; and what comes after the last page. */
export function documentFilter({ criteria, sort, after }: Search): DocumentFilter {
  const conditions = criteria.filter(({ name }) => !OF_THE_PATIENT.has(name)).map(condition)
  if (after) conditions.push(afterPage(sort.field === 'date', sort.descending, after))
  return conditions.length === 0 ? {} : { $and: conditions }
}

function condition(criterion: Criterion): DocumentFilter {
  switch (criterion.name) {
    case '_id':
      return { _id: { $in: codesOf(criterion) } }
    case 'identifier':
      return anyOf(criterion, byIdentifier)
    case 'date':
      return anyOf(criterion, (interval: Interval) => ({ validatedAt: within(interval) }))
    case 'type':
      return anyOf(criterion, ({ system, code }: TokenValue) =>
        coded('type', system, code === undefined ? {} : { 'type.code': code }),
      )
    case 'category':
      return { 'type.code': { $in: typesOfClasses(codesOf(criterion)) } }
    case 'status':
      return anyOf(criterion, ({ code }: TokenValue) => STATES[code ?? ''] ?? NONE)
    case 'author.identifier':
      return { 'author.idNat': { $in: codesOf(criterion) } }
    case 'author.family':
      return anyOf(criterion, (text: string) => ({ 'author.family': beginning(text) }))
    default:
      return anyOf(criterion, (text: string) => ({ 'author.given': beginning(text) }))
  }
}

function anyOf<V>(criterion: Criterion, make: (value: V) => DocumentFilter): DocumentFilter {
  const alternatives = (criterion.values as V[]).map(make)
  return alternatives.length === 1 ? (alternatives[0] ?? NONE) : { $or: alternatives }
}

function codesOf(criterion: Criterion): string[] {
  return criterion.type === 'token' ? criterion.values.flatMap(({ code }) => (code === undefined ? [] : [code])) : []
}

/** `urn:oid:…` of the version or of the set, alone or in the system of URIs; or an extension under its root. */
function byIdentifier({ system, code }: TokenValue): DocumentFilter {
  if (system === null || code === undefined) return NONE
  const root = system === undefined || system === URI ? undefined : oidOfSystem(system)
  if (system !== undefined && system !== URI && root === undefined) return NONE
  const id = root === undefined ? code.replace(/^urn:oid:/, '') : `${root}^${code}`
  return { $or: [{ oid: id }, { setId: id }] }
}

function coded(field: string, system: string | null | undefined, filter: Record<string, unknown>): DocumentFilter {
  if (system === undefined) return filter
  const oid = system === null ? undefined : oidOfSystem(system)
  return oid === undefined ? NONE : { ...filter, [`${field}.system`]: oid }
}

function typesOfClasses(classes: readonly string[]): string[] {
  return codesIn(J07_DOCUMENT_TYPE).filter((type) => classes.includes(classOfType(type)?.code ?? ''))
}

export function within({ from, to }: Interval): { $gte?: string; $lt?: string } {
  return { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lt: to }) }
}

function beginning(text: string): { $regex: string; $options: string } {
  return { $regex: `^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, $options: 'i' }
}

function afterPage(byDate: boolean, descending: boolean, [value, id]: [string, string]): DocumentFilter {
  const beyond = descending ? '$lt' : '$gt'
  if (!byDate) return { _id: { [beyond]: id } }
  return { $or: [{ validatedAt: { [beyond]: value } }, { validatedAt: value, _id: { $gt: id } }] }
}
