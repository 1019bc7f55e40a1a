import type { Request, Response } from 'express'
import { FHIR_JSON, isKnown, type Resource, validatorsOf } from '@anamnese/interop-fhir-fr'
import { queryOf } from './request'

/** Answers a resource; health data are never kept by what is between. */
export function sendResource(request: Request, response: Response, resource: Resource, status = 200): void {
  const pretty = queryOf(request).get('_pretty') === 'true'
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .type(FHIR_JSON)
    .send(JSON.stringify(resource, null, pretty ? 2 : 0))
}

/**
 * Answers a versioned resource with its validators, or 304 when who asks has this version already. A resource that does not say when it
 * last changed has its version alone.
 */
export function sendVersion(request: Request, response: Response, resource: Resource): void {
  const { versionId = '0', lastUpdated } = resource.meta ?? {}
  const { etag, lastModified } = validatorsOf(Number(versionId), lastUpdated ?? new Date().toISOString())
  response.set({ ETag: etag, ...(lastUpdated === undefined ? {} : { 'Last-Modified': lastModified }) })
  const asked = {
    ifNoneMatch: request.header('if-none-match'),
    ifModifiedSince: lastUpdated === undefined ? undefined : request.header('if-modified-since'),
  }
  if (isKnown(asked, { etag, lastModified })) response.status(304).set('Cache-Control', 'no-store').end()
  else sendResource(request, response, resource)
}
