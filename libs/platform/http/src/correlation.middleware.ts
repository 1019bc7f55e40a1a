import { randomUUID } from 'node:crypto'
import type { NextFunction, Request, Response } from 'express'
import { currentTraceparent } from '@anamnese/platform-telemetry'
import { withCorrelation } from '@anamnese/platform-logging'

const HEADER = 'x-correlation-id'

/** Takes the correlation of the caller or makes one; it comes back in the answer, in the logs and in the events. */
export function correlationMiddleware(request: Request, response: Response, next: NextFunction): void {
  const given = request.header(HEADER)
  const correlationId = given !== undefined && /^[A-Za-z0-9-]{8,64}$/.test(given) ? given : randomUUID()
  const traceparent = currentTraceparent()
  response.setHeader(HEADER, correlationId)
  withCorrelation({ correlationId, ...(traceparent === undefined ? {} : { traceparent }) }, next)
}
