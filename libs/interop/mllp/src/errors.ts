export type MllpErrorCode =
  /** no connection could be made: refused, unknown host, TLS refused */
  | 'MLLP.UNREACHABLE'
  /** no answer in time: what the partner did with the message is not known */
  | 'MLLP.TIMEOUT'
  /** the connection ended before the answer: what the partner did is not known */
  | 'MLLP.CLOSED'
  /** bytes that are not an MLLP frame, or too many */
  | 'MLLP.BAD_FRAME'

/** A failure of the link, with a sentence for the person and the cause for the log. */
export class MllpError extends Error {
  override readonly name = 'MllpError'

  constructor(
    readonly code: MllpErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
