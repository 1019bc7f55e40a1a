import { AnnuaireError } from './annuaire-error'

export interface FhirResource {
  resourceType: string
  id: string
  [property: string]: unknown
}

export interface Bundle {
  matches: FhirResource[]
  included: FhirResource[]
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The objects of a list property; anything else that a server may have put there is left out. */
export function objects(from: unknown, name: string): Record<string, unknown>[] {
  const value = isObject(from) ? from[name] : undefined
  return Array.isArray(value) ? value.filter(isObject) : []
}

export function text(from: unknown, name: string): string | undefined {
  const value = isObject(from) ? from[name] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The extension of an element with this URL. */
export function extension(from: unknown, url: string): Record<string, unknown> | undefined {
  return objects(from, 'extension').find((candidate) => candidate.url === url)
}

/** The first code of a CodeableConcept or Coding. */
export function codeOf(value: unknown): string | undefined {
  return text(value, 'code') ?? text(objects(value, 'coding')[0], 'code')
}

/** @throws AnnuaireError `ANNUAIRE.ANSWER` when it is not a FHIR Bundle */
export function readBundle(body: string): Bundle {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch (cause) {
    throw new AnnuaireError('ANNUAIRE.ANSWER', 'réponse illisible', undefined, { cause })
  }
  if (!isObject(value) || value.resourceType !== 'Bundle')
    throw new AnnuaireError('ANNUAIRE.ANSWER', 'pas un Bundle FHIR')
  const of = (included: boolean): FhirResource[] =>
    objects(value, 'entry')
      .filter((entry) => (text(entry.search, 'mode') === 'include') === included)
      .flatMap((entry) => (isResource(entry.resource) ? [entry.resource] : []))
  return { matches: of(false), included: of(true) }
}

function isResource(value: unknown): value is FhirResource {
  return isObject(value) && typeof value.resourceType === 'string' && typeof value.id === 'string'
}
