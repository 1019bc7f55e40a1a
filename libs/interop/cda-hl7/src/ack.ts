import {
  ackCodeOf,
  components,
  encodeMessage,
  encodeText,
  CHARSET_UTF8,
  parsePath,
  toTimestamp,
  type AckCode,
  type Hl7Fields,
  type Hl7Finding,
  type Hl7Message,
  type Hl7Parts,
} from '@anamnese/interop-hl7v2'
import { APPLICATION_ERRORS, MESSAGE_ERRORS } from './application-errors'

export interface CdaAckInput {
  controlId: string
  at: Date
  /** default: by the findings, and AE for an applicative error */
  code?: AckCode
  findings?: readonly Hl7Finding[]
  /** 900 to 906: the treatment of the document failed (ERR-3 207, ERR-5) */
  applicationError?: string
  zone?: string
}

const MAX_ERRORS = 50

/**
 * The technical acknowledgement of an MDM, ORU or ZAM (`ACK^T02^ACK`, `ACK^Z01^ACK`…): parties swapped, version of the message, ERR in
 * the coding of the volets. Encoded in UTF-8.
 */
export function buildCdaAck(received: Hl7Message, input: CdaAckInput): Buffer {
  const findings = (input.findings ?? []).filter((finding) => finding.severity !== 'I').slice(0, MAX_ERRORS)
  const failed = input.applicationError !== undefined
  const code = input.code ?? (failed ? 'AE' : ackCodeOf(findings))
  const { event } = received.type
  const party = (field: number): Hl7Parts => components(...received.msh.field(field).components())
  const errors: (readonly [string, Hl7Fields])[] = findings.map((finding) => ['ERR', errorFields(finding)])
  if (input.applicationError !== undefined) errors.push(['ERR', applicationFields(input.applicationError)])
  const text = encodeMessage([
    [
      'MSH',
      {
        3: party(5),
        4: party(6),
        5: party(3),
        6: party(4),
        7: toTimestamp(input.at, input.zone),
        9: components('ACK', event === '' ? undefined : event, 'ACK'),
        10: input.controlId,
        11: received.get('MSH-11'),
        12: received.get('MSH-12'),
        17: 'FRA',
        18: CHARSET_UTF8,
      },
    ],
    ['MSA', { 1: code, 2: received.controlId }],
    ...errors,
  ])
  return encodeText(text, CHARSET_UTF8)
}

function errorFields(finding: Hl7Finding): Hl7Fields {
  const path = parsePath(finding.location)
  const location =
    path.field === undefined ? [path.segment, path.segmentIndex] : [path.segment, path.segmentIndex, path.field]
  return {
    2: components(...location),
    3: components(finding.code, MESSAGE_ERRORS[finding.code], 'messageErrorCondition'),
    4: finding.severity,
    8: finding.message,
  }
}

function applicationFields(code: string): Hl7Fields {
  return {
    3: components('207', MESSAGE_ERRORS['207'], 'messageErrorCondition'),
    4: 'E',
    5: components(code, APPLICATION_ERRORS[code], 'applicationErrorCode'),
  }
}
