export type CdaHl7ErrorCode =
  | 'CDA_HL7.NOT_A_CDA_MESSAGE'
  | 'CDA_HL7.UNREADABLE_DOCUMENT'
  | 'CDA_HL7.TYPE_NOT_ALLOWED'
  | 'CDA_HL7.SENDER_MISSING'
  | 'CDA_HL7.RECIPIENT_MISSING'
  | 'CDA_HL7.PARENT_MISSING'
  | 'CDA_HL7.CONTRADICTION'
  | 'CDA_HL7.NOT_A_ZAM'

/** A message that cannot be built or read. `message` is a French sentence for the person. */
export class CdaHl7Error extends Error {
  override readonly name = 'CdaHl7Error'

  constructor(
    readonly code: CdaHl7ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
