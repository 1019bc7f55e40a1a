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

/** A call of INSi that gave no result. The identity's status is unchanged; the person may try again later. */
export class InsiError extends Error {
  override readonly name = 'InsiError'

  constructor(
    readonly code: InsiErrorCode,
    message: string,
    readonly siram?: SiramError,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
