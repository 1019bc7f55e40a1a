import type { Resource } from './types'

const SUBSETTED = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' }
const ALWAYS = ['resourceType', 'id', 'meta']

/** The resource reduced to these elements and those that are mandatory, marked as such so that nobody sends it back as if it were whole. */
export function subsetOf<T extends Resource>(
  resource: T,
  elements: readonly string[],
  mandatory: readonly string[],
): T {
  const kept = new Set([...ALWAYS, ...mandatory, ...elements])
  const part = Object.fromEntries(Object.entries(resource).filter(([name]) => kept.has(name))) as T
  return { ...part, meta: { ...part.meta, tag: [...(part.meta?.tag ?? []), SUBSETTED] } }
}
