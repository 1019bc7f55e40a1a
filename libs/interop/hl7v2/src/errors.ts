/** Codes of HL7 table 0357 that this product emits in ERR-3. */
export type Hl7ErrorCode =
  '0' | '100' | '101' | '102' | '103' | '200' | '201' | '202' | '203' | '204' | '205' | '206' | '207'

/** `E` prevents integration, `W` integrates with a reserve, `I` is for information (HL7 table 0516). */
export type Hl7Severity = 'E' | 'W' | 'I'

/** One remark made on a message, ready to become an ERR segment or a line of a report. */
export interface Hl7Finding {
  severity: Hl7Severity
  /** where, as a path: `PID`, `PID-32`, `PID-3(2).4.2`, `OBX(3)-5` */
  location: string
  /** HL7 table 0357 */
  code: Hl7ErrorCode
  /** a French sentence for the person who will read it */
  message: string
  /** clause that asks for it, e.g. `PAM-FR 2.11 §6.6.15` */
  rule: string
}

export type Hl7ErrorReason =
  | 'HL7.TOO_LARGE'
  | 'HL7.TOO_COMPLEX'
  | 'HL7.NO_MSH'
  | 'HL7.BAD_DELIMITERS'
  | 'HL7.BAD_SEGMENT'
  | 'HL7.BAD_CHARSET'
  | 'HL7.BAD_BYTES'
  | 'HL7.UNENCODABLE'
  | 'HL7.BAD_PATH'
  | 'HL7.BAD_VALUE'

/** A message that cannot be read or written at all. */
export class Hl7Error extends Error {
  override readonly name = 'Hl7Error'

  constructor(
    readonly code: Hl7ErrorReason,
    message: string,
    /** where in the message, when it is known */
    readonly location = 'MSH',
    options?: ErrorOptions,
  ) {
    super(message, options)
  }

  /** The same thing as a finding, for an acknowledgement. */
  toFinding(): Hl7Finding {
    return {
      severity: 'E',
      location: this.location,
      code: CODE_OF_REASON[this.code] ?? '207',
      message: this.message,
      rule: 'HL7 2.5 §2',
    }
  }
}

const CODE_OF_REASON: Partial<Record<Hl7ErrorReason, Hl7ErrorCode>> = {
  'HL7.NO_MSH': '100',
  'HL7.BAD_SEGMENT': '100',
  'HL7.BAD_DELIMITERS': '102',
  'HL7.BAD_CHARSET': '103',
  'HL7.BAD_BYTES': '102',
  'HL7.BAD_VALUE': '102',
}
