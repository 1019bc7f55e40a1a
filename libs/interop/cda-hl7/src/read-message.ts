import type { Hl7Message, Hl7Segment } from '@anamnese/interop-hl7v2'
import { decodeBase64, decodeText } from './base64'
import { FLAGS, MAIL_BODIES, OPERATIONS, PROFILES, type CdaOperation, type Volet } from './codes'
import { CdaHl7Error } from './errors'
import { known } from './known'
import { readParticipant } from './read-participants'
import { NO_FLAGS, type CdaFlags, type CdaMessage, type HlDocument, type HlDocumentId, type HlPatientId } from './types'

/** The volet of a message, by MSH-21; an unknown version of a known namespace is read as that volet. */
export function voletOf(message: Hl7Message): Volet | undefined {
  const namespace = message.get('MSH-21.2')
  return (['2.1', '1.1'] as const).find((volet) => PROFILES[volet] === namespace)
}

/** The OBX that carries a CDA: encapsulated data of subtype XML. */
export const isDocument = (obx: Hl7Segment): boolean => obx.get(2) === 'ED' && obx.get(5, 3)?.toUpperCase() === 'XML'

/**
 * Reads an MDM or ORU of either volet, tolerantly: whether it obeys is the business of {@link validateCdaMessage}. Throws
 * {@link CdaHl7Error} when it is not such a message or when a document cannot be decoded.
 */
export function readCdaMessage(message: Hl7Message): CdaMessage {
  const volet = voletOf(message)
  const { code } = message.type
  if (!volet || (code !== 'MDM' && code !== 'ORU')) {
    throw new CdaHl7Error('CDA_HL7.NOT_A_CDA_MESSAGE', 'Ce message n’est pas une transmission de document CDA.')
  }
  const observations = message.all('OBX')
  const documents = observations.filter(isDocument).map((obx) => readDocument(obx, message))
  if (documents.length === 0) {
    throw new CdaHl7Error('CDA_HL7.UNREADABLE_DOCUMENT', 'Le message ne contient pas de document CDA.')
  }
  return known<CdaMessage>({
    volet,
    kind: code,
    controlId: message.controlId ?? '',
    operation: operationOf(message),
    processingId: message.get('MSH-11'),
    patient: known<CdaMessage['patient']>({
      ids: message.first('PID')?.repetitions(3).map(readPatientId) ?? [],
      familyName: message.get('PID-5'),
      givenName: message.get('PID-5.2'),
      insValidated:
        message
          .first('PID')
          ?.repetitions(32)
          .some((field) => field.get() === 'VALI') ?? false,
    }),
    visit: known<CdaMessage['visit']>({
      patientClass: message.get('PV1-2'),
      number: message.get('PV1-19'),
      admittedAt: message.get('PV1-44'),
      dischargedAt: message.get('PV1-45'),
    }),
    documents,
    participants: message.all('PRT').flatMap((segment) => readParticipant(segment) ?? []),
    flags: readFlags(observations),
    patientMayNotReply: message.all('NTE').some((note) => note.get(4) === 'FIN'),
    mailBodies: known<CdaMessage['mailBodies']>({
      professional: readMailBody(observations, MAIL_BODIES.professional[0]),
      patient: readMailBody(observations, MAIL_BODIES.patient[0]),
    }),
    mail: volet === '1.1' ? readMail(observations) : undefined,
  })
}

/** The operation, by ORC-1, else by the event. */
export function operationOf(message: Hl7Message): CdaOperation {
  const order = message.get('ORC-1')
  const entries = Object.entries(OPERATIONS) as [CdaOperation, (typeof OPERATIONS)[CdaOperation]][]
  const found = entries.find(([, o]) => o.order === order) ?? entries.find(([, o]) => o.event === message.type.event)
  return found?.[0] ?? 'create'
}

function readPatientId(field: { get(component: number, subcomponent?: number): string | undefined }): HlPatientId {
  return known<HlPatientId>({
    value: field.get(1) ?? '',
    namespace: field.get(4, 1),
    authority: field.get(4, 2),
    type: field.get(5),
  })
}

function readDocument(obx: Hl7Segment, message: Hl7Message): HlDocument {
  return known<HlDocument>({
    code: obx.get(3) ?? '',
    label: obx.get(3, 2),
    system: obx.get(3, 3),
    bytes: decodeBase64(obx.get(5, 5) ?? ''),
    status: obx.get(11),
    id: readDocumentId(message, 12),
    parentId: readDocumentId(message, 13),
  })
}

/** TXA-12 or 13: `ext^^root^ISO`, or the root alone, which official samples follow with a namespace to be ignored. */
export function readDocumentId(message: Hl7Message, field: 12 | 13): HlDocumentId | undefined {
  const txa = message.first('TXA')
  const [first, root] = [txa?.get(field), txa?.get(field, 3)]
  if (first === undefined) return undefined
  return root === undefined ? { root: first } : { root, extension: first }
}

/** Which metadata say yes. */
export function readFlags(observations: readonly Hl7Segment[]): CdaFlags {
  const flags = { ...NO_FLAGS }
  for (const [name, code] of FLAGS) {
    flags[name] = observations.some((obx) => obx.get(3) === code && obx.get(5) === 'Y')
  }
  return flags
}

function readMailBody(observations: readonly Hl7Segment[], code: string): string | undefined {
  const encoded = observations.find((obx) => obx.get(3) === code)?.get(5, 5)
  return encoded === undefined ? undefined : decodeText(encoded)
}

function readMail(observations: readonly Hl7Segment[]): CdaMessage['mail'] {
  const obx = observations.find((one) => one.get(2) === 'ED' && !isDocument(one))
  if (!obx) return undefined
  const body = obx.get(5, 5)
  return {
    messageId: obx.get(3) ?? '',
    subject: obx.get(3, 2) ?? '',
    body: body === undefined ? '' : decodeText(body),
  }
}
