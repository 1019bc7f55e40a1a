import { randomUUID } from 'node:crypto'
import { withCorrelation } from '@anamnese/platform-logging'
import { currentTraceparent, inSpan, SpanKind } from '@anamnese/platform-telemetry'

/** What comes by a door that carries no correlation (MLLP) gets one, and a span, as an HTTP request does. */
export function atDoor<T>(name: string, work: () => Promise<T>): Promise<T> {
  return inSpan(
    name,
    {},
    () => {
      const traceparent = currentTraceparent()
      return withCorrelation(
        { correlationId: randomUUID(), ...(traceparent === undefined ? {} : { traceparent }) },
        work,
      )
    },
    { kind: SpanKind.SERVER },
  )
}
