export type MssErrorCode =
  'MSS.BAD_ADDRESS' | 'MSS.BAD_HEADER' | 'MSS.NO_RECIPIENT' | 'MSS.NO_DOCUMENT' | 'MSS.TOO_BIG' | 'MSS.NOT_QUALIFIED'

/** A message that may not be built or sent. `message` is a French sentence for the person. */
export class MssError extends Error {
  override readonly name = 'MssError'

  constructor(
    readonly code: MssErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
