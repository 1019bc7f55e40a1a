import { CdaHl7Error, readCdaMessage, validateCdaMessage, validateZam } from '@anamnese/interop-cda-hl7'
import { Hl7Error, type Hl7Finding, Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { validatePam } from '@anamnese/interop-pam-fr'
import { isQuery, readQuery } from '@anamnese/interop-pdq-pix'
import { error, type Kind, type Remark } from './verdict'

const SEVERITIES = { E: 'error', W: 'warning', I: 'info' } as const

/** The documents in the published samples of the volets have no setId: a message is not refused for it, a document is. */
const TOLERATED = ({ rule, message }: Remark): boolean => rule === 'CDA.CARDINALITY' && message.includes(' setId ')

/** Judges one message by the rules of its kind. @param judgeCda judges the documents that it carries */
export function judgeMessage(
  bytes: Buffer,
  judgeCda: (document: Buffer) => Remark[],
): { kind: Kind; findings: Remark[] } {
  let message: Hl7Message
  try {
    message = Hl7Message.parse(bytes)
  } catch (cause) {
    if (cause instanceof Hl7Error) return { kind: 'hl7', findings: [error(cause.code, cause.message, cause.location)] }
    throw cause
  }
  switch (message.type.code) {
    case 'ADT':
      return { kind: 'hl7.adt', findings: remarks(validatePam(message)) }
    case 'MDM':
    case 'ORU':
      return {
        kind: message.type.code === 'MDM' ? 'hl7.mdm' : 'hl7.oru',
        findings: [...remarks(validateCdaMessage(message)), ...documentRemarks(message, judgeCda)],
      }
    case 'ZAM':
      return { kind: 'hl7.zam', findings: remarks(validateZam(message)) }
    case 'QBP':
      return {
        kind: 'hl7.qbp',
        findings: isQuery(message) ? remarks(readQuery(message).findings) : [unknownQuery(message)],
      }
    case 'RSP':
      return { kind: 'hl7.rsp', findings: ackRemarks(message) }
    case 'ACK':
      return { kind: 'hl7.ack', findings: ackRemarks(message) }
    default: {
      const text = `Le type de message « ${message.type.code} » n’est pas de ceux que le produit échange (ADT, QBP, RSP, MDM, ORU, ZAM, ACK).`
      return { kind: 'hl7', findings: [error('CHECK.UNKNOWN_TYPE', text, 'MSH-9')] }
    }
  }
}

function unknownQuery({ type }: Hl7Message): Remark {
  const text = `La requête « ${type.event} » n’est pas de celles auxquelles le produit répond (Q22 pour PDQ, Q23 pour PIX).`
  return error('HL7 table 0003', text, 'MSH-9.2')
}

function remarks(findings: readonly Hl7Finding[]): Remark[] {
  return findings.map(({ severity, rule, location, message }) => ({
    severity: SEVERITIES[severity],
    rule,
    where: location,
    message,
  }))
}

/** The documents inside are judged too; when the message cannot be read that far, its own findings say why. */
function documentRemarks(message: Hl7Message, judgeCda: (document: Buffer) => Remark[]): Remark[] {
  try {
    return readCdaMessage(message).documents.flatMap((document, index) =>
      judgeCda(document.bytes).map((remark) => ({
        ...remark,
        severity: TOLERATED(remark) ? 'warning' : remark.severity,
        where: `document ${index + 1} : ${remark.where}`,
      })),
    )
  } catch (cause) {
    if (cause instanceof CdaHl7Error || cause instanceof Hl7Error) return [error(cause.code, cause.message, 'OBX')]
    throw cause
  }
}

/** An acknowledgement is good when it can be read; a refusal that it carries is told, and is no fault of its own. */
function ackRemarks(message: Hl7Message): Remark[] {
  try {
    const ack = readAck(message)
    const required: Remark[] = ['MSH-10', 'MSH-12', 'MSA-2'].flatMap((place) =>
      message.get(place) === undefined ? [error('HL7 2.5 §2.14', 'Ce champ requis est absent.', place)] : [],
    )
    if (ack.accepted) return required
    const reasons = ack.errors.map(({ code, location, text, label }) =>
      [code, location, text ?? label].filter((part) => part !== undefined && part !== '').join(' '),
    )
    const why = reasons.length === 0 ? '' : ` : ${reasons.join(' ; ')}`
    return [
      ...required,
      {
        severity: 'info',
        rule: 'HL7 table 0008',
        where: 'MSA-1',
        message: `Cet acquittement (${ack.code}) refuse le message ${ack.controlId}${why}.`,
      },
    ]
  } catch (cause) {
    if (cause instanceof Hl7Error) return [error(cause.code, cause.message, cause.location)]
    throw cause
  }
}
