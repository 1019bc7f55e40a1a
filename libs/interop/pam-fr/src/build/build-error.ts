/** A message that cannot be written: `PAM.EVENT`, an event that is not emitted; `PAM.CHARSET`, a character that is missing. */
export class PamBuildError extends Error {
  override readonly name = 'PamBuildError'

  constructor(
    readonly code: 'PAM.EVENT' | 'PAM.CHARSET',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
