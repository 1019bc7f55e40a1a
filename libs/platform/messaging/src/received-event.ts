import type { ClientSession } from '@anamnese/platform-mongo'

/** An event as a handler gets it: once per event, inside the transaction that also marks it as handled. */
export interface ReceivedEvent<T> {
  id: string
  type: string
  /** the aggregate's key: the patient's internal id, most of the time */
  key: string
  /** when the fact happened, as its service says */
  time: string
  data: T
  correlationId: string
  /** every write of the handler goes through this session: all of it is kept, or nothing */
  session: ClientSession
}

/**
 * The event cannot be handled, now or later: it goes to the dead letters at once.
 * Any other error is tried again a bounded number of times first.
 */
export class UnprocessableEventError extends Error {
  constructor(
    readonly code: string,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause })
    this.name = 'UnprocessableEventError'
  }
}
