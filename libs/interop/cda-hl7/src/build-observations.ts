import { components, encodeSegment, type Hl7Value } from '@anamnese/interop-hl7v2'
import { prtFields } from './build-participants'
import { FLAG_SYSTEM, FLAGS, MAIL_BODIES, YES_NO_SYSTEM } from './codes'
import type { CdaFlags, HlParticipant } from './types'

export interface ObservationInput {
  type: Hl7Value
  cda: Buffer
  status: string
  participants: readonly HlParticipant[]
  flags: CdaFlags
  patientMayNotReply: boolean
  mailBodies: { professional?: string; patient?: string }
}

/** The OBXNTE groups of an MDM: document, its participants, the ten metadata in their order, the mail texts. */
export function observationSegments(input: ObservationInput): string[] {
  const document = components(undefined, 'text', 'XML', 'Base64', input.cda.toString('base64'))
  const segments = [
    obx(1, 'ED', input.type, document, input.status),
    ...input.participants.map((participant) => encodeSegment('PRT', prtFields(participant))),
  ]
  let rank = 1
  for (const [name, code, label] of FLAGS) {
    const value = components(input.flags[name] ? 'Y' : 'N', undefined, YES_NO_SYSTEM)
    segments.push(obx(++rank, 'CWE', components(code, label, FLAG_SYSTEM), value, 'F'))
    if (name === 'destMssPatient' && input.patientMayNotReply) segments.push(encodeSegment('NTE', { 1: '1', 4: 'FIN' }))
  }
  for (const audience of ['professional', 'patient'] as const) {
    const text = input.mailBodies[audience]
    if (text === undefined) continue
    const value = components(undefined, 'text', undefined, 'Base64', Buffer.from(text, 'utf8').toString('base64'))
    segments.push(obx(++rank, 'ED', components(...MAIL_BODIES[audience], FLAG_SYSTEM), value, 'F'))
  }
  return segments
}

function obx(rank: number, type: string, identifier: Hl7Value, value: Hl7Value, status: string): string {
  return encodeSegment('OBX', { 1: rank, 2: type, 3: identifier, 5: value, 11: status })
}
