export type SchematronErrorCode = 'SCHEMATRON.UNREADABLE' | 'SCHEMATRON.INVALID' | 'SCHEMATRON.TOO_LARGE'

/** Rules cannot be used; `message` is a French sentence, `detail` names the file or the pattern. */
export class SchematronError extends Error {
  override readonly name = 'SchematronError'

  constructor(
    readonly code: SchematronErrorCode,
    message: string,
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
