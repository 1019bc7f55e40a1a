import { insOid } from '@anamnese/domain-ins'
import { isCivilDate, type IdentityTraits, normalizeName } from '@anamnese/domain-traits'
import { FhirError, type Issue } from '../outcome'
import type { HumanName, Parameters, Patient } from '../types'
import { EXTENSIONS } from './fr-core'

export interface MatchRequest {
  /** the person who is looked for, as sent */
  patient: Patient
  traits: IdentityTraits
  ins?: { matricule: string; oid: string }
  telecoms: { system: 'tel' | 'mailto'; value: string }[]
  address?: { lines: string[]; postalCode?: string; city?: string }
  onlyCertainMatches: boolean
  count: number
}

export type MatchGrade = 'certain' | 'probable' | 'possible' | 'certainly-not'

const MAX_MATCHES = 50
const DEFAULT_MATCHES = 10
const SEXES: Readonly<Record<string, IdentityTraits['sex']>> = { male: 'M', female: 'F' }

/**
 * Reads the Parameters of `Patient/$match`. @throws FhirError 400 when it is not that, 422 when the person is described too little to be
 * looked for: a family name and a whole birth date, or a national or local identifier
 */
export function readMatch(body: unknown): MatchRequest {
  const parameters = (body ?? {}) as Partial<Parameters>
  if (parameters.resourceType !== 'Parameters' || !Array.isArray(parameters.parameter)) {
    throw new FhirError(400, [
      {
        code: 'structure',
        reason: 'FHIR.MATCH',
        text: '$match attend une ressource Parameters.',
        expression: 'Parameters',
      },
    ])
  }
  const named = (name: string): (typeof parameters.parameter)[number] | undefined =>
    parameters.parameter?.find((one) => (one as { name?: unknown } | null)?.name === name)
  const patient = named('resource')?.resource as Patient | null | undefined
  if (patient?.resourceType !== 'Patient') {
    throw new FhirError(400, [
      {
        code: 'required',
        reason: 'FHIR.MATCH',
        text: 'Le paramètre « resource » doit porter un Patient.',
        expression: "Parameters.parameter.where(name='resource')",
      },
    ])
  }
  const traits = traitsOf(patient)
  const count = named('count')?.valueInteger
  const address = listOf(patient.address)[0]
  const ins = insOf(patient)
  const request: MatchRequest = {
    patient,
    traits,
    ...(ins ? { ins } : {}),
    telecoms: telecomsOf(patient),
    ...(address
      ? {
          address: {
            lines: listOfAny(address.line).flatMap((line) => stringOf(line) ?? []),
            ...optional('postalCode', stringOf(address.postalCode)),
            ...optional('city', stringOf(address.city)),
          },
        }
      : {}),
    onlyCertainMatches: named('onlyCertainMatches')?.valueBoolean === true,
    count: typeof count === 'number' && count > 0 ? Math.min(Math.floor(count), MAX_MATCHES) : DEFAULT_MATCHES,
  }
  const issues = request.ins || localIdentifiers(patient).length > 0 ? [] : lacking(traits)
  if (issues.length > 0) throw new FhirError(422, issues)
  return request
}

/**
 * The grade of a score of 0 to 100. Without the same identifier nothing is certain: who is who is for people to decide (RNIV).
 * @param sameIdentifier the INS or a local identifier is the same
 */
export function gradeOf(score: number, sameIdentifier: boolean): MatchGrade {
  if (sameIdentifier) return 'certain'
  if (score >= 72) return 'probable'
  return score >= 60 ? 'possible' : 'certainly-not'
}

export function matchGrade(grade: MatchGrade, score: number): { score: number; extension: object[] } {
  return { score: Math.round(score) / 100, extension: [{ url: EXTENSIONS.matchGrade, valueCode: grade }] }
}

function traitsOf(patient: Patient): IdentityTraits {
  const names = listOf(patient.name)
  const official = names.find((one) => one.use === 'official') ?? names[0]
  const usual = names.find((one) => one.use === 'usual')
  const list = listOf(official?.extension).find((one) => one.url === EXTENSIONS.birthListGivenName)?.valueString
  const birthPlace = listOf(patient.extension).find((one) => one.url === EXTENSIONS.birthPlace)?.valueAddress
  const place = listOf(birthPlace?.extension).find((one) => one.url === EXTENSIONS.inseeCode)?.valueCoding?.code
  return {
    birthName: family(official),
    firstBirthGivenName: given(official),
    ...(list === undefined ? {} : { birthGivenNames: text(list) }),
    birthDate: typeof patient.birthDate === 'string' ? patient.birthDate : '',
    sex: SEXES[String(patient.gender)] ?? 'U',
    ...optional('birthPlaceCode', stringOf(place)),
    ...(family(usual) === '' ? {} : { usedName: family(usual) }),
    ...(given(usual) === '' ? {} : { usedGivenName: given(usual) }),
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? normalizeName(value.slice(0, 100)) : '')
const family = (name: HumanName | undefined): string => text(name?.family)
const given = (name: HumanName | undefined): string => text(listOfAny(name?.given)[0])

function insOf(patient: Patient): MatchRequest['ins'] | undefined {
  for (const { system, value } of listOf(patient.identifier)) {
    const oid = /^urn:oid:(.+)$/.exec(stringOf(system) ?? '')?.[1]
    if (oid !== undefined && insOid(oid) && typeof value === 'string') return { matricule: value.toUpperCase(), oid }
  }
  return undefined
}

function telecomsOf(patient: Patient): MatchRequest['telecoms'] {
  return listOf(patient.telecom).flatMap(({ system, value }): MatchRequest['telecoms'] => {
    if (typeof value !== 'string') return []
    return system === 'email' ? [{ system: 'mailto', value }] : system === 'phone' ? [{ system: 'tel', value }] : []
  })
}

function lacking(traits: IdentityTraits): Issue[] {
  const issue = (expression: string, what: string): Issue => ({
    code: 'required',
    reason: 'FHIR.MATCH',
    text: `${what} est nécessaire pour rapprocher une identité sans identifiant.`,
    expression,
  })
  return [
    ...(traits.birthName === '' ? [issue('Patient.name.family', 'Le nom')] : []),
    ...(isCivilDate(traits.birthDate) ? [] : [issue('Patient.birthDate', 'La date de naissance entière')]),
  ]
}

function optional<K extends string>(name: K, value: string | undefined): { [key in K]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [key in K]?: string }
}

/** Identifiers of the person, as far as they are ones: bounded, system and value as texts. */
export function localIdentifiers(patient: Patient): { system?: string; value: string }[] {
  return listOf(patient.identifier).flatMap(({ system, value }) => {
    const text_ = stringOf(value)
    return text_ === undefined ? [] : [{ ...optional('system', stringOf(system)), value: text_ }]
  })
}

const MAX_ITEMS = 20
const MAX_TEXT = 200

/** What comes from outside may be of any shape: a list of objects, or nothing. */
function listOf<T extends object>(value: readonly T[] | undefined): T[] {
  return listOfAny(value).filter((item): item is T => typeof item === 'object' && item !== null)
}

function listOfAny(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, MAX_ITEMS) : []
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_TEXT) : undefined
}
