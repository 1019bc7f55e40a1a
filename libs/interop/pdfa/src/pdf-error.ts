export type PdfErrorCode = 'PDF.TOO_LONG' | 'PDF.EMPTY' | 'PDF.NOT_RENDERED'

/** A letter cannot be printed. `message` is a French sentence for people. */
export class PdfError extends Error {
  override readonly name = 'PdfError'

  constructor(
    readonly code: PdfErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
