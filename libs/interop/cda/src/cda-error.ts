/** Stable codes of what stops a CDA document from being read or written. */
export type CdaErrorCode =
  | 'CDA.NOT_A_CDA'
  | 'CDA.INCOMPLETE'
  | 'CDA.BODY_UNREADABLE'
  | 'CDA.INVALID_OID'
  | 'CDA.INVALID_TIME'
  | 'CDA.INS_TRAITS_INCOMPLETE'
  | 'CDA.INVALID_CONTENT'

/** `message` is a French sentence for people; `detail` names the element, never a value of the document. */
export class CdaError extends Error {
  override readonly name = 'CdaError'

  constructor(
    readonly code: CdaErrorCode,
    message: string,
    readonly detail?: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
