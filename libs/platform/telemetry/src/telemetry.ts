import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'

const tracer = trace.getTracer('anamnese')

/**
 * Starts OpenTelemetry when a collector is configured; otherwise nothing is loaded, and the API calls below do nothing.
 * Returns what flushes and stops it.
 */
export async function startTelemetry(service: string, endpoint: string | undefined): Promise<() => Promise<void>> {
  if (endpoint === undefined) return () => Promise.resolve()
  const [{ NodeSDK }, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/sdk-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
  ])
  // Spans are opened by the platform itself, at each door: what patches modules as they load does not see those of a bundle.
  const sdk = new NodeSDK({
    serviceName: `anamnese-${service}`,
    traceExporter: new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` }),
    instrumentations: [],
  })
  sdk.start()
  return () => sdk.shutdown()
}

/** Runs `work` in a span, child of the current one or of `traceparent`. Attributes carry no health data. */
export async function inSpan<T>(
  name: string,
  attributes: Record<string, string | number | boolean>,
  work: (span: Span) => Promise<T>,
  options: { traceparent?: string | undefined; kind?: SpanKind } = {},
): Promise<T> {
  const parent =
    options.traceparent === undefined
      ? context.active()
      : propagation.extract(context.active(), { traceparent: options.traceparent })
  return tracer.startActiveSpan(name, { attributes, kind: options.kind ?? SpanKind.INTERNAL }, parent, async (span) => {
    try {
      return await work(span)
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' })
      throw error
    } finally {
      span.end()
    }
  })
}

/** A span whose end is not that of one function: a request, which ends with its answer. */
export interface OpenSpan {
  /** runs `work` inside the span */
  run<T>(work: () => T): T
  end(attributes: Record<string, string | number>, failed: boolean): void
}

/** Opens a span at a door of the service, child of the caller's `traceparent` when there is one. */
export function openSpan(name: string, attributes: Record<string, string | number>, traceparent?: string): OpenSpan {
  const parent = traceparent === undefined ? context.active() : propagation.extract(context.active(), { traceparent })
  const span = tracer.startSpan(name, { attributes, kind: SpanKind.SERVER }, parent)
  return {
    run: (work) => context.with(trace.setSpan(parent, span), work),
    end: (more, failed) => {
      span.setAttributes(more)
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
    },
  }
}

/** The W3C trace context of the current span, to be stored or sent beside what it causes. */
export function currentTraceparent(): string | undefined {
  const carrier: Record<string, string> = {}
  propagation.inject(context.active(), carrier)
  return carrier['traceparent']
}

export { SpanKind } from '@opentelemetry/api'
