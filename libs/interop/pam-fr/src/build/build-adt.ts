import {
  CHARSET_UTF8,
  encodeMessage,
  encodeSegment,
  encodeText,
  headerFields,
  type Hl7Fields,
  type Hl7Header,
} from '@anamnese/interop-hl7v2'
import type { Adt, Authority } from '../adt'
import { EMITTED_EVENTS, PAM_EVENTS, type PamEvent } from '../profile/events'
import { PamBuildError } from './build-error'
import { contact } from './contact-points'
import { in1, obx, pd1, practitionerRole, zfa, zfd, zfp, zfs } from './patient-segments'
import { insIdentifier, pid } from './pid'
import { moment } from './values'
import { acc, mrg, pv1, pv2, stayRole, zbe, zfm, zfv } from './stay-segments'

/** What a message says beside its facts: to whom, in which characters, with which acknowledgement. */
export interface AdtEnvelope {
  receivingApplication: string
  receivingFacility: string
  /** MSH-18: `8859/15` or `UNICODE UTF-8`, default the latter */
  charset?: string
  acknowledgements?: Hl7Header['acknowledgements']
  /** authority of the hospital: that of movements and units */
  issuer: Authority
  /** wall clock of times, default `Europe/Paris` */
  zone?: string
}

/**
 * The bytes of an ADT message: each segment that the structure of the event has, in its order, when there is something to say in it
 * (PAM-FR 2.11 §5.2). `readAdt` reads the same facts back. Throws {@link PamBuildError} for an event that the profile does not emit, or
 * a character that the character set does not have.
 */
export function buildAdt(adt: Adt, envelope: AdtEnvelope): Buffer {
  const event = PAM_EVENTS.get(adt.event)
  if (!event || !EMITTED_EVENTS.includes(adt.event)) {
    throw new PamBuildError('PAM.EVENT', `L’événement « ${adt.event} » ne s’émet pas dans le profil PAM-FR 2.11.`)
  }
  const charset = envelope.charset ?? CHARSET_UTF8
  const text = encodeMessage(segmentsOf(adt, event, envelope))
  try {
    return encodeText(text, charset)
  } catch (cause) {
    throw new PamBuildError('PAM.CHARSET', `Message impossible à écrire en ${charset}.`, { cause })
  }
}

type Segments = ReadonlyMap<string, readonly Hl7Fields[]>

function segmentsOf(adt: Adt, event: PamEvent, envelope: AdtEnvelope): string[] {
  const content = contentOf(adt, event, envelope)
  const written: string[] = []
  const add = (name: string, fields: Hl7Fields): void => {
    const segment = encodeSegment(name, fields)
    // A segment without any value is not sent.
    if (segment.length > 3) written.push(segment)
  }
  let afterVisit = false
  const done = new Set<string>()
  for (const { name, group } of event.grammar) {
    afterVisit ||= name === 'PV1'
    const key = name === 'ROL' ? (afterVisit ? 'ROL stay' : 'ROL patient') : name
    // A repeating group of coverages or merges has one occurrence of each of its segments here, told by its first one.
    if (done.has(key) || (group && (name === 'ROL' || name === 'PV1'))) continue
    done.add(key)
    for (const fields of content.get(key) ?? []) add(name, fields)
  }
  return [...written, ...(adt.extras ?? [])]
}

function contentOf(adt: Adt, event: PamEvent, envelope: AdtEnvelope): Segments {
  const zone = envelope.zone ?? 'Europe/Paris'
  const { patient, movement, stay } = adt
  const account = event.transaction === 'ITI-31' ? (stay?.account ?? adt.merges[0]?.account) : undefined
  const encounter = event.transaction === 'ITI-31' ? stay : undefined
  // The trusted person belongs to a stay (PAM-FR 2.11 §6.9).
  const contacts = (patient.contacts ?? []).filter(({ role }) => role !== 'K' || event.transaction === 'ITI-31')
  const practitioner = patient.generalPractitioner
  return new Map<string, readonly Hl7Fields[]>([
    ['MSH', [headerFields(headerOf(adt, event, envelope))]],
    ['EVN', [evn(adt, zone)]],
    ['PID', [pid(adt, zone, account)]],
    ['PD1', [pd1(adt)]],
    ['ROL patient', practitioner === undefined ? [] : [practitionerRole(practitioner)]],
    ['NK1', contacts.map(contact)],
    ['PV1', [pv1(encounter, envelope.issuer, zone)]],
    ['PV2', [pv2(encounter, zone)]],
    ['ZBE', movement ? [zbe(movement, envelope.issuer, zone)] : []],
    ['ZFA', [zfa(adt, zone)]],
    ['ZFP', [zfp(adt)]],
    ['ZFV', [zfv(encounter)]],
    ['ZFM', [zfm(encounter)]],
    ['ZFD', [zfd(adt, zone)]],
    ['ZFS', (patient.psychiatry ?? []).map((mode, index) => zfs(mode, index, zone))],
    ['ROL stay', (encounter?.roles ?? []).map(stayRole)],
    ['OBX', (patient.measures ?? []).map((measure, index) => obx(measure, index, zone))],
    ['IN1', (patient.coverages ?? []).map(in1)],
    ['ACC', [acc(encounter, zone)]],
    ['MRG', adt.merges.slice(0, 1).map((merge) => mrg(merge, insIdentifier))],
  ])
}

function headerOf(adt: Adt, event: PamEvent, envelope: AdtEnvelope): Hl7Header {
  const { processingId } = adt
  return {
    sendingApplication: adt.sendingApplication,
    sendingFacility: adt.sendingFacility,
    receivingApplication: envelope.receivingApplication,
    receivingFacility: envelope.receivingFacility,
    at: new Date(adt.sentAt),
    type: ['ADT', adt.event, event.structures[0] ?? ''],
    controlId: adt.controlId,
    processingId: processingId === 'P' || processingId === 'T' ? processingId : 'D',
    ...(envelope.charset === undefined ? {} : { charset: envelope.charset }),
    ...(envelope.acknowledgements ? { acknowledgements: envelope.acknowledgements } : {}),
    ...(envelope.zone === undefined ? {} : { zone: envelope.zone }),
  }
}

function evn(adt: Adt, zone: string): Hl7Fields {
  return {
    2: moment(adt.recordedAt, zone),
    3: moment(adt.plannedAt, zone),
    5: adt.operator,
    6: moment(adt.occurredAt, zone),
  }
}
