export type XdsErrorCode =
  | 'XDS.METADATA_MISSING'
  | 'XDS.METADATA_INVALID'
  | 'XDS.DOCUMENT_ID_EXTENSION'
  | 'XDS.TYPE_NOT_ACCEPTED'
  | 'XDS.MALFORMED'
  | 'XDS.SIGNATURE_CONTENT'

/** Metadata that cannot be made or read. `message` is a French sentence; `where` names the metadata concerned. */
export class XdsError extends Error {
  override readonly name = 'XdsError'

  constructor(
    readonly code: XdsErrorCode,
    message: string,
    readonly where?: string,
  ) {
    super(message)
  }
}
