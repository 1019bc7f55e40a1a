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

/** Answers a versioned resource with its validators, or 304 when who asks has this version already. */
export function sendVersion(request: Request, response: Response, resource: Resource): void {
  const validators = validatorsOf(Number(resource.meta?.versionId ?? 0), resource.meta?.lastUpdated ?? '')
  response.set({ ETag: validators.etag, 'Last-Modified': validators.lastModified })
  const asked = { ifNoneMatch: request.header('if-none-match'), ifModifiedSince: request.header('if-modified-since') }
  if (isKnown(asked, validators)) response.status(304).set('Cache-Control', 'no-store').end()
  else sendResource(request, response, resource)
}
