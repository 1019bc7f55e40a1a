import { AsyncLocalStorage } from 'node:async_hooks'

/** What follows a request or an event through the code that handles it. */
export interface Correlation {
  correlationId: string
  /** the event that is being handled, when there is one */
  causationId?: string
  /** W3C trace context */
  traceparent?: string
}

const store = new AsyncLocalStorage<Correlation>()

/** Runs `work` with its correlation: everything logged or published inside carries it. */
export function withCorrelation<T>(correlation: Correlation, work: () => T): T {
  return store.run(correlation, work)
}

export function currentCorrelation(): Correlation | undefined {
  return store.getStore()
}
