import type { FhirResource } from './resources'

/** The server refuses what it does not implement, as the published one does. */
export class UnsupportedParameter extends Error {}

type Matcher = (resource: FhirResource, value: string) => boolean

interface Identified {
  identifier?: { system: string; value: string }[]
  telecom?: { value: string }[]
  name?: { family: string; given: string[] }[] | string
  qualification?: { code: { coding: { code: string }[] } }[]
  address?: { postalCode: string }[]
  practitioner?: { reference: string }
  organization?: { reference: string }
}

const view = (resource: FhirResource): Identified => resource as Identified
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const identifier: Matcher = (resource, value) => {
  const [system, code] = value.includes('|') ? value.split('|', 2) : [undefined, value]
  return (view(resource).identifier ?? []).some(
    (i) => i.value === code && (system === undefined || i.system === system),
  )
}
const mailbox: Matcher = (resource, value) =>
  (view(resource).telecom ?? []).some((t) => t.value.toLowerCase() === value.toLowerCase())
const mailboxContains: Matcher = (resource, value) =>
  (view(resource).telecom ?? []).some((t) => t.value.toLowerCase().includes(value.toLowerCase()))
const reference =
  (field: 'practitioner' | 'organization', type: string): Matcher =>
  (resource, value) =>
    view(resource)[field]?.reference === (value.includes('/') ? value : `${type}/${value}`)
const humanName = (pick: (name: { family: string; given: string[] }) => string[]): Matcher => {
  return (resource, value) => {
    const { name } = view(resource)
    return Array.isArray(name) && name.some((n) => pick(n).some((part) => fold(part).startsWith(fold(value))))
  }
}
const organizationName =
  (test: (name: string, value: string) => boolean): Matcher =>
  (resource, value) => {
    const { name } = view(resource)
    return typeof name === 'string' && test(fold(name), fold(value))
  }

const PARAMETERS: Record<string, Record<string, Matcher>> = {
  Practitioner: {
    identifier,
    family: humanName((name) => [name.family]),
    given: humanName((name) => name.given),
    'mailbox-mss': mailbox,
    'mailbox-mss:contains': mailboxContains,
    'qualification-code': (resource, value) =>
      (view(resource).qualification ?? []).some((q) => q.code.coding.some((c) => c.code === value)),
  },
  PractitionerRole: {
    practitioner: reference('practitioner', 'Practitioner'),
    organization: reference('organization', 'Organization'),
  },
  Organization: {
    identifier,
    name: organizationName((name, value) => name.startsWith(value)),
    'name:contains': organizationName((name, value) => name.includes(value)),
    'address-postalcode': (resource, value) => (view(resource).address ?? []).some((a) => a.postalCode === value),
    'mailbox-mss': mailbox,
    'mailbox-mss:contains': mailboxContains,
  },
}

const RESULT_PARAMETERS = new Set(['_count', '_page', '_include', '_revinclude', '_id'])

export interface SearchResult {
  matches: FhirResource[]
  included: FhirResource[]
}

/** Runs a search of one resource type. @throws UnsupportedParameter */
export function search(all: readonly FhirResource[], type: string, query: URLSearchParams): SearchResult {
  const parameters = PARAMETERS[type]
  if (!parameters) throw new UnsupportedParameter(`Type de ressource inconnu : ${type}`)
  let matches = all.filter((resource) => resource.resourceType === type)
  for (const [name, value] of query) {
    if (name === '_id') matches = matches.filter((resource) => resource.id === value)
    if (RESULT_PARAMETERS.has(name)) continue
    const matcher = parameters[name]
    if (!matcher) throw new UnsupportedParameter(`Paramètre de recherche non pris en charge : ${name}`)
    matches = matches.filter((resource) => value.split(',').some((alternative) => matcher(resource, alternative)))
  }
  return { matches, included: include(all, matches, query) }
}

function include(
  all: readonly FhirResource[],
  matches: readonly FhirResource[],
  query: URLSearchParams,
): FhirResource[] {
  const found = new Set<FhirResource>()
  for (const wanted of query.getAll('_include')) {
    const field = /^PractitionerRole:(organization|practitioner)$/.exec(wanted)?.[1] as
      'organization' | 'practitioner' | undefined
    if (!field) throw new UnsupportedParameter(`_include non pris en charge : ${wanted}`)
    const references = new Set(matches.map((resource) => view(resource)[field]?.reference))
    for (const r of all) if (references.has(`${r.resourceType}/${r.id}`)) found.add(r)
  }
  for (const wanted of query.getAll('_revinclude')) {
    const field = /^PractitionerRole:(organization|practitioner)$/.exec(wanted)?.[1] as
      'organization' | 'practitioner' | undefined
    if (!field) throw new UnsupportedParameter(`_revinclude non pris en charge : ${wanted}`)
    const references = new Set(matches.map((r) => `${r.resourceType}/${r.id}`))
    for (const r of all) if (references.has(view(r)[field]?.reference ?? '')) found.add(r)
  }
  return [...found]
}
