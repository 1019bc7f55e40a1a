import { randomUUID } from 'node:crypto'
import type { NextFunction, Request, Response } from 'express'
import { currentTraceparent, openSpan } from '@anamnese/platform-telemetry'
import { withCorrelation } from '@anamnese/platform-logging'

const HEADER = 'x-correlation-id'

/**
 * Takes the correlation and the trace of the caller or makes them; the correlation comes back in the answer, both follow into the
 * logs and the events. The span tells the route and never the address, which may name a patient.
 */
export function correlationMiddleware(request: Request, response: Response, next: NextFunction): void {
  const given = request.header(HEADER)
  const correlationId = given !== undefined && /^[A-Za-z0-9-]{8,64}$/.test(given) ? given : randomUUID()
  response.setHeader(HEADER, correlationId)
  const span = openSpan(
    `HTTP ${request.method}`,
    { 'http.request.method': request.method },
    request.header('traceparent'),
  )
  response.once('close', () => {
    const route = (request.route as { path?: unknown } | undefined)?.path
    const status = response.statusCode
    span.end(
      { 'http.response.status_code': status, ...(typeof route === 'string' ? { 'http.route': route } : {}) },
      status >= 500,
    )
  })
  span.run(() => {
    const traceparent = currentTraceparent()
    withCorrelation({ correlationId, ...(traceparent === undefined ? {} : { traceparent }) }, next)
  })
}
