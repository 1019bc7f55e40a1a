import { components, encodeSegment, type Hl7Fields } from './build'
import { CHARSET_UTF8, encodeText } from './charset'
import type { Hl7Error, Hl7ErrorCode, Hl7Finding } from './errors'
import type { Hl7Message } from './message'
import { parsePath } from './path'
import { toTimestamp } from './timestamp'

/** Original acknowledgement mode (HL7 table 0008): accepted, error in the content, rejected. */
export type AckCode = 'AA' | 'AE' | 'AR'

/** Accept acknowledgement of the enhanced mode: kept, error, rejected. It says nothing of the content (HL7 2.5 §2.9.3). */
export type AcceptCode = 'CA' | 'CE' | 'CR'

const REJECTED: ReadonlySet<Hl7ErrorCode> = new Set(['200', '201', '202', '203', '207'])

/** English label of table 0357, which goes with the code in ERR-3. */
export const ERROR_LABELS: Readonly<Record<Hl7ErrorCode, string>> = {
  '0': 'Message accepted',
  '100': 'Segment sequence error',
  '101': 'Required field missing',
  '102': 'Data type error',
  '103': 'Table value not found',
  '200': 'Unsupported message type',
  '201': 'Unsupported event code',
  '202': 'Unsupported processing id',
  '203': 'Unsupported version id',
  '204': 'Unknown key identifier',
  '205': 'Duplicate key identifier',
  '206': 'Application record locked',
  '207': 'Application internal error',
}

/** AR when the message as a whole is not for us (type, event, version, internal failure), AE for its content, else AA. */
export function ackCodeOf(findings: readonly Hl7Finding[]): AckCode {
  const errors = findings.filter((finding) => finding.severity === 'E')
  if (errors.some((finding) => REJECTED.has(finding.code))) return 'AR'
  return errors.length > 0 ? 'AE' : 'AA'
}

export interface AckOptions {
  /** MSH-10 of the acknowledgement */
  controlId: string
  at: Date
  /** default: deduced from the findings */
  code?: AckCode | AcceptCode
  findings?: readonly Hl7Finding[]
  /** ERR segments at most; what exceeds is summed up in MSA-3. Default 50 */
  maxErrors?: number
  zone?: string
}

/**
 * The acknowledgement of a message, as bytes in the character set of the message (HL7 2.5 §2.9.2, §2.14.8, §2.15.5). Sender and
 * receiver are swapped, MSH-11, 12 and 18 are those of the message. Informations (`I`) are not sent.
 */
export function buildAck(received: Hl7Message, options: AckOptions): Buffer {
  const { msh } = received
  // As received, still escaped: decoded, an end of line in it would add segments to the answer.
  const event = msh.field(9).rawAt(2)
  const raw = (field: number) => msh.field(field).raw
  // Copied raw: the acknowledgement uses the delimiters of the message.
  const { delimiters } = received
  const text = [
    `MSH${delimiters.field}${delimiters.component}${delimiters.repetition}${delimiters.escape}${delimiters.subcomponent}`,
    raw(5),
    raw(6),
    raw(3),
    raw(4),
    toTimestamp(options.at, options.zone),
    '',
    ['ACK', ...(event === '' ? [] : [event, 'ACK'])].join(delimiters.component),
    options.controlId,
    raw(11),
    raw(12),
    '',
    '',
    '',
    '',
    raw(17),
    raw(18),
  ].join(delimiters.field)
  const encode = (name: string, fields: Hl7Fields) => encodeSegment(name, fields, delimiters)
  return encodeText(withAnswer(text, received.controlId ?? '', options, encode), received.charset, '?')
}

/**
 * The answer to bytes that are not a readable HL7 message: AR, MSA-2 empty or as much of MSH-10 as could be read by the caller.
 * `sender` fills MSH-3 and MSH-4.
 */
export function buildUnreadableAck(
  error: Hl7Error,
  options: Omit<AckOptions, 'findings' | 'code'> & { sender: readonly [string, string]; receivedControlId?: string },
): Buffer {
  const msh = encodeSegment('MSH', {
    3: options.sender[0],
    4: options.sender[1],
    7: toTimestamp(options.at, options.zone),
    9: 'ACK',
    10: options.controlId,
    11: 'P',
    12: '2.5',
    18: CHARSET_UTF8,
  })
  const full = { ...options, code: 'AR' as const, findings: [error.toFinding()] }
  return Buffer.from(withAnswer(msh, options.receivedControlId ?? '', full, encodeSegment), 'utf8')
}

function withAnswer(msh: string, controlId: string, options: AckOptions, encode: typeof encodeSegment): string {
  const told = (options.findings ?? []).filter((finding) => finding.severity !== 'I')
  const listed = told.slice(0, options.maxErrors ?? 50)
  const more = told.length - listed.length
  const code = options.code ?? ackCodeOf(told)
  const msa = encode('MSA', { 1: code, 2: controlId, ...(more > 0 ? { 3: `${more} autres remarques` } : {}) })
  return [msh, msa, ...listed.map((finding) => encode('ERR', errorFields(finding)))].map((one) => `${one}\r`).join('')
}

function errorFields(finding: Hl7Finding): Hl7Fields {
  return {
    2: locationOf(finding.location),
    3: components(finding.code, ERROR_LABELS[finding.code], 'HL70357'),
    4: finding.severity,
    7: finding.rule,
    8: finding.message,
  }
}

/** ERL: segment, its rank, field, repetition, component, subcomponent; only as deep as the path was written. */
function locationOf(location: string): ReturnType<typeof components> {
  const path = parsePath(location)
  const parts = [path.segment, path.segmentIndex, path.field, path.repetition, path.component, path.subcomponent]
  // The repetition is said with the component, or when it is not the first one.
  const length = path.depth === 0 ? 2 : path.depth === 1 ? (path.repetition > 1 ? 4 : 3) : path.depth + 3
  return components(...parts.slice(0, length))
}
