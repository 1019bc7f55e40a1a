import { readCdaHeader, type CdaHeader, type CdaId } from '@anamnese/interop-cda'
import {
  components,
  encodeMessage,
  encodeText,
  headerFields,
  CHARSET_UTF8,
  toTimestamp,
  type Hl7Value,
} from '@anamnese/interop-hl7v2'
import { observationSegments } from './build-observations'
import type { CdaMessageInput } from './build-input'
import { pidFields, pv1Fields } from './build-patient'
import { OPERATIONS, PROFILES, PS_OID, STRUCTURE_OID, TYPE_SYSTEMS } from './codes'
import { CdaHl7Error } from './errors'
import type { HlParticipant } from './types'

/**
 * Builds an MDM^T02 (new), T10 (replacement) or T04 (deletion) of the volet 2.1 around one CDA document, as UTF-8 bytes. Throws
 * {@link CdaHl7Error} when the request contradicts itself or lacks what its destinations need.
 */
export function buildCdaMessage(input: CdaMessageInput): Buffer {
  const header = readCdaHeader(input.cda)
  assertCoherent(input)
  const { event, order, status } = OPERATIONS[input.operation]
  const type = documentType(header)
  const text = encodeMessage([
    [
      'MSH',
      {
        ...headerFields({ ...input, type: ['MDM', event, 'MDM_T02'], version: '2.6', charset: CHARSET_UTF8 }),
        21: components('2.1', PROFILES['2.1']),
      },
    ],
    ['EVN', { 2: toTimestamp(input.at, input.zone) }],
    ['PID', pidFields(header, input.visit, input.authorityNames)],
    ['PV1', pv1Fields(input.visit, input.zone)],
    ['ORC', { 1: order }],
    ['OBR', { 1: '1', 4: type }],
    [
      'TXA',
      {
        1: '1',
        2: header.code.code,
        3: 'TEXT',
        4: header.effectiveTime,
        12: documentId(header.id),
        13: input.operation === 'replace' ? parentId(header) : undefined,
        17: 'AU',
      },
    ],
    ...observationSegments({
      type,
      cda: input.cda,
      status,
      participants: participantsOf(input),
      flags: input.flags,
      patientMayNotReply: input.patientMayNotReply ?? false,
      mailBodies: input.mailBodies ?? {},
    }),
  ])
  return encodeText(text, CHARSET_UTF8)
}

/** The organisation of a PRT SB from its national identifier (`1` + FINESS…). */
export function structureOf(structure: { idNat: string; name: string }): {
  name: string
  authority: string
  idType: string
  number: string
} {
  return { name: structure.name, authority: STRUCTURE_OID, idType: 'IDNST', number: structure.idNat }
}

/** The person of a PRT from the national identifier (`8` + RPPS…). */
export function professionalOf(professional: { idNat: string; family: string; given: string }): {
  id: string
  family: string
  given: string
  authority: string
  idType: string
} {
  const { idNat, family, given } = professional
  return { id: idNat, family, given, authority: PS_OID, idType: 'IDNPS' }
}

function documentType(header: CdaHeader): Hl7Value {
  const { code, display, system } = header.code
  const name = TYPE_SYSTEMS[system]
  if (name === undefined) {
    throw new CdaHl7Error(
      'CDA_HL7.TYPE_NOT_ALLOWED',
      'Le type du document n’est ni LOINC ni TRE_A05 : il ne peut pas être transmis.',
    )
  }
  return components(code, display ?? header.title, name)
}

function documentId(id: CdaId): Hl7Value {
  return id.extension === undefined ? id.root : components(id.extension, undefined, id.root, 'ISO')
}

function parentId(header: CdaHeader): Hl7Value {
  const replaced = header.relatedDocuments.find((related) => related.typeCode === 'RPLC')?.id
  if (!replaced) {
    throw new CdaHl7Error(
      'CDA_HL7.PARENT_MISSING',
      'Le document ne dit pas lequel il remplace : il ne peut pas être transmis en remplacement.',
    )
  }
  return documentId(replaced)
}

function participantsOf(input: CdaMessageInput): HlParticipant[] {
  return [
    ...(input.sender ? [{ participation: 'SB' as const, ...input.sender }] : []),
    ...(input.recipients ?? []).map((recipient) => ({ participation: 'RCT' as const, ...recipient })),
    ...(input.replyTo === undefined ? [] : [{ participation: 'REPLY' as const, address: input.replyTo }]),
  ]
}

function assertCoherent({ flags, sender, recipients = [], visit }: CdaMessageInput): void {
  if (flags.destDmp && (!sender || (!sender.person && sender.device === undefined))) {
    throw new CdaHl7Error('CDA_HL7.SENDER_MISSING', 'L’alimentation du DMP demande l’expéditeur et sa structure.')
  }
  if ((flags.destMssPs || flags.destMssPatient) && !recipients.some((recipient) => recipient.address !== undefined)) {
    throw new CdaHl7Error(
      'CDA_HL7.RECIPIENT_MISSING',
      'L’envoi par MSSanté demande l’adresse d’au moins un destinataire.',
    )
  }
  if (flags.masquePs && flags.destMssPs) {
    throw new CdaHl7Error(
      'CDA_HL7.CONTRADICTION',
      'Un document masqué aux professionnels ne s’envoie pas à un professionnel.',
    )
  }
  if (flags.invisiblePatient && flags.destMssPatient) {
    throw new CdaHl7Error('CDA_HL7.CONTRADICTION', 'Un document non visible par le patient ne lui est pas envoyé.')
  }
  if (CLASSES_WITH_STAY.has(visit.patientClass) && visit.number === undefined) {
    throw new CdaHl7Error(
      'CDA_HL7.CONTRADICTION',
      'Le numéro de venue manque : il est exigé pour un patient venu dans l’établissement.',
    )
  }
}

/** Patient classes for which PV1-19 is compulsory (volet 2.1, note 2). */
export const CLASSES_WITH_STAY: ReadonlySet<string> = new Set(['E', 'I', 'O', 'R'])
