/** Stable codes of what can be wrong with XML that comes from outside. */
export type XmlErrorCode =
  | 'XML.TOO_LARGE'
  | 'XML.TOO_DEEP'
  | 'XML.TOO_MANY_ELEMENTS'
  | 'XML.DOCTYPE_FORBIDDEN'
  | 'XML.ENCODING'
  | 'XML.MALFORMED'
  | 'XML.ILLEGAL_CHARACTER'
  | 'XML.SCHEMA'

/** An XML text was refused. `message` is a French sentence for people; `detail` is for logs and never quotes the content. */
export class XmlError extends Error {
  override readonly name = 'XmlError'

  constructor(
    readonly code: XmlErrorCode,
    message: string,
    readonly detail?: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
