import { components, type Hl7Fields, type Hl7Value } from './build'
import { CHARSET_UTF8 } from './charset'
import { toTimestamp } from './timestamp'

/** What a sender says of its message. */
export interface Hl7Header {
  sendingApplication: Hl7Value
  sendingFacility: Hl7Value
  receivingApplication: Hl7Value
  receivingFacility: Hl7Value
  at: Date
  /** e.g. `['ADT', 'A01', 'ADT_A01']` */
  type: readonly [code: string, event: string, structure: string]
  controlId: string
  /** P production, D debugging, T training */
  processingId: 'P' | 'D' | 'T'
  /** default `2.5^FRA^2.11` */
  version?: Hl7Value
  /** MSH-18, default `UNICODE UTF-8` */
  charset?: string
  /** wall clock of MSH-7 */
  zone?: string
  /** conditions of the two acknowledgements (MSH-15, MSH-16; HL7 table 0155). Without them, the original mode is asked for */
  acknowledgements?: { accept: AckCondition; application: AckCondition }
}

/** When an acknowledgement is wanted (HL7 table 0155): always, never, on error, on success. */
export type AckCondition = 'AL' | 'NE' | 'ER' | 'SU'

/** The fields of MSH (PAM-FR 2.11 §6.3). */
export function headerFields(header: Hl7Header): Hl7Fields {
  return {
    3: header.sendingApplication,
    4: header.sendingFacility,
    5: header.receivingApplication,
    6: header.receivingFacility,
    7: toTimestamp(header.at, header.zone),
    9: components(...header.type),
    10: header.controlId,
    11: header.processingId,
    12: header.version ?? components('2.5', 'FRA', '2.11'),
    15: header.acknowledgements?.accept,
    16: header.acknowledgements?.application,
    17: 'FRA',
    18: header.charset ?? CHARSET_UTF8,
  }
}
