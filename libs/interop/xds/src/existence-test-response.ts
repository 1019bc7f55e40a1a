import { randomUUID } from 'node:crypto'
import type { Ins } from '@anamnese/domain-ins'
import { el, serialiseXml, type XmlTree } from '@anamnese/interop-xml'
import { DMP_DEVICE, HL7V3, TD02_CODES, type DmpState } from './existence-test'
import { utcDigits } from './time'

export interface ExistenceTestResponseInput {
  ins: Ins
  state: DmpState
  /** OID of the system that asked */
  receiverOid: string
  at: Date
}

/** Writes the TD0.2 answer (PRPA_IN201308UV02), to be the content of a SOAP body. */
export function buildExistenceTestResponse({ ins, state, receiverOid, at }: ExistenceTestResponseInput): string {
  const device = (name: string, typeCode: string, root: string): XmlTree =>
    el(name, { typeCode }, el('device', { classCode: 'DEV', determinerCode: 'INSTANCE' }, el('id', { root })))
  const response = el(
    'PRPA_IN201308UV02',
    { xmlns: HL7V3, 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', ITSVersion: 'XML_1.0' },
    el('id', { root: randomUUID().toUpperCase() }),
    el('creationTime', { value: utcDigits(at) }),
    el('interactionId', { root: '2.16.840.1.113883.1.6', extension: 'PRPA_IN201308UV02' }),
    el('processingCode', { code: 'D' }),
    el('processingModeCode', { code: 'T' }),
    el('acceptAckCode', { code: 'NE' }),
    device('receiver', 'RCV', receiverOid),
    device('sender', 'SND', DMP_DEVICE),
    attentionLines(state),
    el(
      'controlActProcess',
      { classCode: 'CACT', moodCode: 'EVN' },
      state.exists && subject(ins, state),
      el('queryAck', {}, el('queryResponseCode', { code: state.exists ? 'OK' : 'NF' })),
    ),
  )
  return serialiseXml(response, { declaration: false })
}

function attentionLines({ authorization, attendingPhysician }: DmpState): XmlTree[] {
  const line = (code: string, system: string, value: Record<string, string>): XmlTree =>
    el('attentionLine', {}, el('keyWordText', { code, codeSystem: system }), el('value', value))
  const lines: XmlTree[] = []
  if (authorization !== undefined)
    lines.push(
      line(TD02_CODES.authorization, '1.2.250.1.213.4.1.2.6.1', {
        'xsi:type': 'CD',
        code: authorization,
        codeSystem: '1.2.250.1.213.4.1.2.6.2',
      }),
    )
  if (attendingPhysician !== undefined)
    lines.push(
      line(TD02_CODES.attendingPhysician, '1.2.250.1.213.4.1.2.6.3', {
        'xsi:type': 'BL',
        value: String(attendingPhysician),
      }),
    )
  return lines
}

function subject(ins: Ins, { status, internetAccount, healthSpace }: DmpState): XmlTree {
  const observation = (code: string, codeSystem: string, value: boolean | undefined): XmlTree | false =>
    value !== undefined &&
    el(
      'subjectOf',
      {},
      el(
        'administrativeObservation',
        { classCode: 'OBS', moodCode: 'EVN' },
        el('code', { code, codeSystem }),
        el('value', { 'xsi:type': 'BL', value }),
      ),
    )
  const patient = el(
    'patient',
    { classCode: 'PAT' },
    el('id', { root: ins.oid, extension: ins.matricule }),
    el('statusCode', { code: status ?? 'active' }),
    observation(TD02_CODES.internetAccount, '1.2.250.1.213.4.1.2.9', internetAccount),
    observation(TD02_CODES.healthSpace, '1.2.250.1.213.4.1.2.3', healthSpace),
  )
  return el(
    'subject',
    { typeCode: 'SUBJ' },
    el(
      'registrationEvent',
      { classCode: 'REG', moodCode: 'EVN' },
      el('statusCode', { code: 'active' }),
      el('subject1', { typeCode: 'SBJ' }, patient),
    ),
  )
}
