import { randomUUID } from 'node:crypto'
import { type Issue, operationOutcome } from '../outcome'
import { subsetOf } from '../subset'
import type { Bundle, BundleEntry, Resource } from '../types'
import { writeCursor } from './cursor'
import type { Search, SearchDefinition } from './definition'
import { sortKey } from './parse'

export interface Found<T extends Resource> {
  resource: T
  /** its value in the order of the page */
  sortValue: string
  extra?: Pick<BundleEntry, 'search'>
}

export interface SearchResult<T extends Resource> {
  found: readonly Found<T>[]
  /** is there something after the last one? */
  more: boolean
  /** exact number of matches, when it was counted to the end */
  total?: number
}

/** The searchset of a page: matches, links, and what was left aside. @param base address of the FHIR server, without a slash at its end */
export function searchset<T extends Resource>(
  definition: SearchDefinition,
  search: Search,
  { found, more, total }: SearchResult<T>,
  base: string,
): Bundle {
  const address = (parameters: readonly [string, string][]): string => {
    const query = new URLSearchParams([...parameters]).toString()
    return `${base}/${definition.resource}${query === '' ? '' : `?${query}`}`
  }
  const last = found.at(-1)
  const next = more && last ? writeCursor(sortKey(search.sort), last.sortValue, last.resource.id ?? '') : undefined
  const entries: BundleEntry[] = found.map(({ resource, extra }) => ({
    fullUrl: `${base}/${definition.resource}/${resource.id ?? ''}`,
    resource: shaped(definition, search, resource),
    search: { mode: 'match', ...extra?.search },
  }))
  const warnings = warningsOf(search.ignored)
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(total === undefined ? {} : { total }),
    link: [
      { relation: 'self', url: address(search.parameters) },
      ...(next === undefined ? [] : [{ relation: 'next', url: address([...search.parameters, ['_cursor', next]]) }]),
    ],
    ...(entries.length + warnings.length === 0
      ? {}
      : { entry: [...entries, ...(warnings.length === 0 ? [] : [outcomeEntry(warnings)])] }),
  }
}

/** A resource in the form that was asked for: whole, summary, or some elements. */
export function shaped<T extends Resource>(
  { summary, mandatory }: SearchDefinition,
  asked: Pick<Search, 'summary' | 'elements'>,
  resource: T,
): T {
  if (asked.elements) return subsetOf(resource, asked.elements, mandatory)
  return asked.summary === 'true' ? subsetOf(resource, summary, mandatory) : resource
}

function outcomeEntry(warnings: readonly Issue[]): BundleEntry {
  const fullUrl = `urn:uuid:${randomUUID()}`
  return { fullUrl, resource: operationOutcome(warnings), search: { mode: 'outcome' } }
}

function warningsOf(ignored: readonly string[]): Issue[] {
  return ignored.map((name) => ({
    severity: 'warning',
    code: 'not-supported',
    reason: 'FHIR.PARAMETER',
    text: `Le paramètre « ${name.slice(0, 60)} » n’est pas connu : il n’a pas été appliqué.`,
    expression: name.slice(0, 60),
  }))
}
