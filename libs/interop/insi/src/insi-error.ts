import { FAILURES, type InsiFailure } from './failures'

export type InsiErrorCode =
  /** the traits given are not enough to ask */
  | 'INSI.TRAITS_INSUFFICIENT'
  /** the service answered with a fault */
  | 'INSI.SERVICE_ERROR'
  /** the service did not answer */
  | 'INSI.UNAVAILABLE'
  /** the answer is not one that this library understands */
  | 'INSI.UNREADABLE'

/** What the teleservice's own fault says (SIRAM). */
export interface SiramError {
  /** e.g. `siram_100` */
  subcode?: string
  /** e.g. `desir_550` */
  code?: string
  severity?: string
  messageId?: string
  label: string
}

const DEFAULT_FAILURE: Readonly<Record<InsiErrorCode, InsiFailure>> = {
  'INSI.TRAITS_INSUFFICIENT': 'traits',
  'INSI.SERVICE_ERROR': 'service',
  'INSI.UNAVAILABLE': 'unreachable',
  'INSI.UNREADABLE': 'unreadable',
}

/** A call of INSi that gave no result. The identity's status is unchanged; `next` says what the person may do. */
export class InsiError extends Error {
  override readonly name = 'InsiError'
  /** what failed, finer than the code */
  readonly failure: InsiFailure

  constructor(
    readonly code: InsiErrorCode,
    message: string,
    readonly siram?: SiramError,
    options?: ErrorOptions & { failure?: InsiFailure },
  ) {
    super(message, options)
    this.failure = options?.failure ?? DEFAULT_FAILURE[code]
  }

  /** French sentence: the next step */
  get next(): string {
    return FAILURES[this.failure].next
  }

  /** may the same call succeed later without anybody changing anything? */
  get retryable(): boolean {
    return FAILURES[this.failure].retryable
  }

  /** does it say that the teleservice, rather than this one request, is in trouble? */
  get ofService(): boolean {
    return FAILURES[this.failure].ofService
  }
}
