import { insOid } from '@anamnese/domain-ins'
import { searchKey } from '@anamnese/domain-traits'
import type { DemographicCriteria, QueryAuthority, QueryIdentifier } from '@anamnese/interop-pdq-pix'
import type { LocalIdentifier } from '@anamnese/contracts'
import type { Patient } from '../patients/patient'

/** Conditions on stored patients, in the language of the store. */
type Conditions = Record<string, unknown>

const LIVE = { mergedInto: { $exists: false } }
const MIN_NAME = 2

/** Is it the national identity, and not an identifier of a hospital? */
export function isInsDomain({ namespace, universalId }: QueryAuthority): boolean {
  return (
    (universalId !== undefined && insOid(universalId) !== undefined) || namespace?.startsWith('ASIP-SANTE-INS') === true
  )
}

export function isDomain(authority: LocalIdentifier['authority'], { namespace, universalId }: QueryAuthority): boolean {
  if (namespace !== undefined && namespace !== authority.namespace) return false
  if (universalId !== undefined && universalId !== authority.id) return false
  return namespace !== undefined || universalId !== undefined
}

/** `undefined` when the criteria would bring half of the base: a name of two letters, a birth date or an identifier is needed. */
export function conditionsOf(
  criteria: DemographicCriteria,
  domains: readonly QueryAuthority[],
): Conditions | undefined {
  const { identifier, family, given, birthDate, sex, city, postalCode, phone } = criteria
  const selective =
    identifier?.value !== undefined || birthDate !== undefined || searchKey(bare(family)).length >= MIN_NAME
  if (!selective) return undefined
  const local = domains.filter((domain) => !isInsDomain(domain))
  const all: Conditions[] = [
    ...(identifier ? [byIdentifier(identifier)] : []),
    ...byName('keys.names', family),
    ...byName('keys.givenNames', given),
    ...(birthDate === undefined ? [] : [{ 'traits.birthDate': birthDate }]),
    ...(sex === undefined ? [] : [{ 'traits.sex': sex }]),
    ...byText('address.city', city),
    ...byText('address.postalCode', postalCode),
    ...byText('telecoms.value', phone),
    ...(local.length > 0 && local.length === domains.length ? [inDomains(local)] : []),
    LIVE,
  ]
  return { $and: all }
}

export function byIdentifier(identifier: QueryIdentifier): Conditions {
  const { value = '', namespace, universalId } = identifier
  if (isInsDomain(identifier) || identifier.type === 'INS') {
    return {
      'ins.matricule': value.toUpperCase(),
      insKey: { $gte: `${value}^`, $lt: `${value}_` },
      status: 'QUALIFIEE',
    }
  }
  const prefix = { ippKeys: { $regex: `^${escaped(value)}\\^` } }
  if (namespace === undefined && universalId === undefined) return prefix
  return { $and: [prefix, { ipps: { $elemMatch: { value, ...authorityCondition(identifier) } } }] }
}

/** How well a patient answers the criteria: 100 for what is equal, less for what only begins alike. */
export function scoreOf({ family, given, ...others }: DemographicCriteria, { keys }: Pick<Patient, 'keys'>): number {
  const parts = [
    ...(family === undefined ? [] : [keys.names.includes(searchKey(bare(family))) ? 100 : 70]),
    ...(given === undefined ? [] : [keys.givenNames.includes(searchKey(bare(given))) ? 100 : 70]),
    ...Object.values(others).map(() => 100),
  ]
  return Math.round(parts.reduce((sum, part) => sum + part, 0) / Math.max(1, parts.length))
}

const bare = (value: string | undefined): string => (value ?? '').replace(/\*$/, '')

function byName(field: string, asked: string | undefined): Conditions[] {
  const key = searchKey(bare(asked))
  if (asked === undefined || key === '') return []
  return [{ [field]: asked.endsWith('*') ? { $regex: `^${key}` } : key }]
}

function byText(field: string, asked: string | undefined): Conditions[] {
  if (asked === undefined) return []
  return [{ [field]: { $regex: `^${escaped(bare(asked))}${asked.endsWith('*') ? '' : '$'}`, $options: 'i' } }]
}

function inDomains(domains: readonly QueryAuthority[]): Conditions {
  return { $or: domains.map((domain) => ({ ipps: { $elemMatch: authorityCondition(domain) } })) }
}

function authorityCondition({ namespace, universalId }: QueryAuthority): Conditions {
  return {
    ...(namespace === undefined ? {} : { 'authority.namespace': namespace }),
    ...(universalId === undefined ? {} : { 'authority.id': universalId }),
  }
}

const escaped = (value: string): string => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
