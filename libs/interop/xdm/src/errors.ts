export type XdmErrorCode =
  | 'XDM.NOT_A_ZIP'
  | 'XDM.TOO_LARGE'
  | 'XDM.TOO_MANY_ENTRIES'
  | 'XDM.SUSPICIOUS'
  | 'XDM.BAD_NAME'
  | 'XDM.ENCRYPTED'
  | 'XDM.NO_METADATA'
  | 'XDM.BAD_METADATA'
  | 'XDM.DOCUMENT_MISSING'
  | 'XDM.ALTERED'
  | 'XDM.SEVERAL_PATIENTS'
  | 'XDM.OTHER_PATIENT'
  | 'XDM.OTHER_DOCUMENT'
  | 'XDM.NOT_A_CDA'

/** An archive that cannot be written or may not be read. `message` is a French sentence for the person. */
export class XdmError extends Error {
  override readonly name = 'XdmError'

  constructor(
    readonly code: XdmErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
