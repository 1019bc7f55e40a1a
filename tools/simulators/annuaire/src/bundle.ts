import type { FhirResource } from './resources'
import type { SearchResult } from './search'

/** Largest page of the published service. */
const PAGE = 50

/** A searchset of one page with its `next` link. `self` is the URL asked for. */
export function toBundle(result: SearchResult, base: string, self: URL): object {
  const count = Math.min(Number(self.searchParams.get('_count') ?? PAGE) || PAGE, PAGE)
  const page = Math.max(Number(self.searchParams.get('_page') ?? 1) || 1, 1)
  const slice = result.matches.slice((page - 1) * count, page * count)
  const link = [{ relation: 'self', url: absolute(base, self, page) }]
  if (page * count < result.matches.length) link.push({ relation: 'next', url: absolute(base, self, page + 1) })
  const entry = (resource: FhirResource, mode: string): object => ({
    fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode },
  })
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: result.matches.length,
    link,
    entry: [...slice.map((r) => entry(r, 'match')), ...result.included.map((r) => entry(r, 'include'))],
  }
}

function absolute(base: string, self: URL, page: number): string {
  const query = new URLSearchParams(self.searchParams)
  query.set('_page', String(page))
  return `${base}${self.pathname.replace(/^.*\/fhir\/v2/, '').replace(/\/_search$/, '')}?${query.toString()}`
}

export function operationOutcome(code: string, diagnostics: string): object {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] }
}
