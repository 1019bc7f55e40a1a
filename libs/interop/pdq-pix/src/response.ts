import {
  buildAck,
  components,
  decodeBytes,
  encodeSegment,
  encodeText,
  type Hl7Finding,
  type Hl7Message,
} from '@anamnese/interop-hl7v2'

/** One patient of an answer. */
export interface FoundPatient {
  /** PID, encoded with the standard delimiters */
  pid: string
  /** confidence in the match, 0 to 100 */
  score?: number
}

export interface QueryAnswer {
  /** MSH-10 of the answer */
  controlId: string
  at: Date
  zone?: string
  findings: readonly Hl7Finding[]
  patients: readonly FoundPatient[]
  /** all the patients of the query, those of other answers included */
  total?: number
  /** patients that remain after this answer */
  remaining?: number
  /** pointer for the next one */
  continuation?: string
}

/**
 * The answer to a query: RSP^K22 (ITI-21) or RSP^K23 (ITI-9), in the character set of the query. MSA says whether it was understood,
 * QAK whether something was found (`OK`, `NF`) or why not (`AE`, `AR`). A PIX query knows one patient at most: its PID has no name.
 */
export function buildQueryAnswer(query: Hl7Message, answer: QueryAnswer): Buffer {
  const pix = query.type.event === 'Q23'
  const { controlId, at, zone, findings } = answer
  const ack = buildAck(query, { controlId, at, findings, ...(zone === undefined ? {} : { zone }) })
  const [msh = '', msa = '', ...errors] = decodeBytes(ack, query.charset)
    .split('\r')
    .filter((line) => line !== '')
  const { delimiters } = query
  const fields = msh.split(delimiters.field)
  fields[8] = (pix ? ['RSP', 'K23', 'RSP_K23'] : ['RSP', 'K22', 'RSP_K21']).join(delimiters.component)
  const code = msa.split(delimiters.field)[1] ?? 'AA'
  const status = code === 'AA' ? (answer.patients.length > 0 ? 'OK' : 'NF') : code
  const qpd = query.first('QPD')
  const encode = (name: string, values: Parameters<typeof encodeSegment>[1]): string =>
    encodeSegment(name, values, delimiters)
  const lines = [
    fields.join(delimiters.field),
    msa,
    ...errors,
    encode('QAK', {
      1: qpd?.get(2),
      2: status,
      3: qpd && components(...qpd.field(1).components()),
      ...(pix || code !== 'AA' ? {} : quantities(answer)),
    }),
    ...(qpd ? [qpd.raw] : []),
    ...(code === 'AA' ? answer.patients.flatMap((patient) => segmentsOf(patient, pix, encode)) : []),
    ...(answer.continuation === undefined || code !== 'AA' ? [] : [encode('DSC', { 1: answer.continuation, 2: 'I' })]),
  ]
  return encodeText(lines.map((line) => `${line}\r`).join(''), query.charset, '?')
}

function quantities({ patients, total, remaining }: QueryAnswer): Record<number, number> {
  return { 4: total ?? patients.length, 5: patients.length, 6: remaining ?? 0 }
}

function segmentsOf(
  { pid, score }: FoundPatient,
  pix: boolean,
  encode: (name: string, values: Parameters<typeof encodeSegment>[1]) => string,
): string[] {
  return pix || score === undefined ? [pid] : [pid, encode('QRI', { 1: score })]
}
