export type SearchType = 'token' | 'string' | 'date' | 'reference'

export interface SearchParameter {
  name: string
  type: SearchType
  /** French sentence of the CapabilityStatement */
  documentation: string
  modifiers?: readonly string[]
  /** canonical of the parameter, when FHIR defines it */
  definition?: string
}

/** What a type of resource can be searched by, and how its results are ordered. */
export interface SearchDefinition {
  resource: string
  parameters: readonly SearchParameter[]
  /** what `_sort` may name */
  sorts: readonly string[]
  /** elements of the summary form */
  summary: readonly string[]
  mandatory: readonly string[]
}

export interface TokenValue {
  /** null: the value has no system; absent: of any system */
  system?: string | null
  code?: string
}

/** An interval of what is stored: `from` counts, `to` does not; either may be open. Strings compare as dates do. */
export interface Interval {
  from?: string
  to?: string
}

export type Criterion =
  | { name: string; type: 'token'; modifier?: string; values: TokenValue[] }
  | { name: string; type: 'string'; modifier?: string; values: string[] }
  | { name: string; type: 'reference'; modifier?: string; values: string[] }
  /** one of these intervals */
  | { name: string; type: 'date'; modifier?: string; values: Interval[] }

export type Summary = 'false' | 'true' | 'count' | 'data'

export interface Search {
  /** all of them hold; the values of one are alternatives */
  criteria: Criterion[]
  count: number
  sort: { field: string; descending: boolean }
  /** where the page before ended: value of the sorted field, and id */
  after?: [string, string]
  summary: Summary
  elements?: string[]
  /** false when who asks does not want the number of matches */
  total: boolean
  /** parameters that were left aside (lenient handling) */
  ignored: string[]
  /** the query as it was understood, to write links of pages */
  parameters: [string, string][]
}

export const DEFAULT_COUNT = 20
export const MAX_COUNT = 100
