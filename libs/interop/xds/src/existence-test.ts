import { randomUUID } from 'node:crypto'
import type { Ins } from '@anamnese/domain-ins'
import { attributeOf, descend, el, serialiseXml, textOf, xpathSelector, type XmlElement } from '@anamnese/interop-xml'
import { utcDigits } from './time'
import { XdsError } from './xds-error'

/** TD0.2: does this patient have a DMP, and may this structure or person open it? */
export const TD02_ACTION = 'urn:hl7-org:v3:PRPA_IN201307UV02'
export const TD02_RESPONSE_ACTION = 'urn:hl7-org:v3:PRPA_IN201308UV02'

export const HL7V3 = 'urn:hl7-org:v3'
const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
const INTERACTIONS = '2.16.840.1.113883.1.6'
/** the DMP as an HL7 device */
export const DMP_DEVICE = '1.2.250.1.213.4.1.1.1'

export const TD02_CODES = {
  authorization: 'AUTORISATION',
  attendingPhysician: 'STATUT_MT',
  internetAccount: 'COMPTE_INTERNET_OUVERT',
  healthSpace: 'RATTACHEMENT_ENS',
} as const

export interface ExistenceTestInput {
  ins: Ins
  /** OID of the sending system, and its name */
  sender: { oid: string; name: string }
  at?: Date
  /** `P` in production, `D` elsewhere */
  processingCode?: 'P' | 'D'
}

/** Writes the TD0.2 request (PRPA_IN201307UV02), to be the content of a SOAP body. */
export function buildExistenceTest({ ins, sender, at, processingCode = 'D' }: ExistenceTestInput): string {
  const id = (oid: string, extension?: string): ReturnType<typeof el> => el('id', { root: oid, extension })
  const device = (role: 'receiver' | 'sender', oid: string, name: string): ReturnType<typeof el> =>
    el(
      role,
      { typeCode: role === 'receiver' ? 'RCV' : 'SND' },
      el('device', { classCode: 'DEV', determinerCode: 'INSTANCE' }, id(oid), el('softwareName', {}, name)),
    )
  const query = el(
    'queryByParameter',
    {},
    el('queryId', { root: randomUUID().toUpperCase() }),
    el('statusCode', { code: 'new' }),
    el(
      'parameterList',
      {},
      el('dataSource', { 'xsi:nil': 'true' }),
      el(
        'patientIdentifier',
        {},
        el('value', { root: ins.oid, extension: ins.matricule }),
        el('semanticsText', {}, 'Patient.id'),
      ),
    ),
  )
  const request = el(
    'PRPA_IN201307UV02',
    { xmlns: HL7V3, 'xmlns:xsi': XSI, ITSVersion: 'XML_1.0' },
    el('id', { root: randomUUID().toUpperCase() }),
    el('creationTime', { value: utcDigits(at ?? new Date()) }),
    el('interactionId', { root: INTERACTIONS, extension: 'PRPA_IN201307UV02' }),
    el('processingCode', { code: processingCode }),
    el('processingModeCode', { code: 'T' }),
    el('acceptAckCode', { code: 'AL' }),
    device('receiver', DMP_DEVICE, 'DMP'),
    device('sender', sender.oid, sender.name),
    el('attentionLine', { 'xsi:nil': 'true' }),
    el(
      'controlActProcess',
      { classCode: 'CACT', moodCode: 'EVN' },
      el('reasonCode', {
        code: 'TEST_EXST',
        codeSystem: '1.2.250.1.213.1.1.4.11',
        displayName: "Test d'existence de dossier",
      }),
      query,
    ),
  )
  return serialiseXml(request, { declaration: false })
}

/** State of a DMP as TD0.2 gives it. Codes are kept as they come: the closed list is not published. */
export interface DmpState {
  exists: boolean
  /** `VALIDE`, `EXPIRE`, `INTERDIT`, `NON_EXISTE`… */
  authorization?: string
  attendingPhysician?: boolean
  /** `active`, or one of the closed states */
  status?: string
  internetAccount?: boolean
  /** attached to Mon espace santé */
  healthSpace?: boolean
}

const v3 = xpathSelector({ v3: HL7V3 })

/**
 * Reads the TD0.2 answer (PRPA_IN201308UV02).
 *
 * @throws XdsError `XDS.MALFORMED` when it is not one
 */
export function readExistenceTest(content: XmlElement | undefined): DmpState {
  if (content?.localName !== 'PRPA_IN201308UV02' || content.namespaceURI !== HL7V3)
    throw new XdsError('XDS.MALFORMED', 'La réponse du DMP n’est pas celle d’un test d’existence.')
  const response = v3.text('v3:controlActProcess/v3:queryAck/v3:queryResponseCode/@code', content)
  if (response !== 'OK' && response !== 'NF')
    throw new XdsError('XDS.MALFORMED', 'La réponse du DMP ne dit pas si le dossier existe.', 'queryResponseCode')
  const line = (code: string): XmlElement | undefined =>
    v3.element(`v3:attentionLine[v3:keyWordText/@code='${code}']/v3:value`, content)
  const observation = (code: string): boolean | undefined =>
    flag(v3.text(`.//v3:administrativeObservation[v3:code/@code='${code}']/v3:value/@value`, content))
  const physician = line(TD02_CODES.attendingPhysician)
  return compact({
    exists: response === 'OK',
    authorization: attributeOf(line(TD02_CODES.authorization), 'code'),
    attendingPhysician: flag(attributeOf(physician, 'value') ?? textOf(physician)),
    status: v3.text('.//v3:registrationEvent//v3:patient/v3:statusCode/@code', content),
    internetAccount: observation(TD02_CODES.internetAccount),
    healthSpace: observation(TD02_CODES.healthSpace),
  })
}

/** Reads whose DMP a TD0.2 request asks for. */
export function readExistenceTestRequest(content: XmlElement | undefined): Ins {
  if (content?.localName !== 'PRPA_IN201307UV02' || content.namespaceURI !== HL7V3)
    throw new XdsError('XDS.MALFORMED', 'Le message n’est pas un test d’existence.')
  const value = descend(content, 'controlActProcess', 'queryByParameter', 'parameterList', 'patientIdentifier', 'value')
  const [oid, matricule] = [attributeOf(value, 'root'), attributeOf(value, 'extension')]
  if (oid === undefined || matricule === undefined)
    throw new XdsError('XDS.METADATA_MISSING', 'Le test d’existence ne désigne aucun patient.', 'patientIdentifier')
  return { oid, matricule }
}

function flag(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : value === 'true'
}

function compact(state: { [K in keyof DmpState]: DmpState[K] | undefined }): DmpState {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as unknown as DmpState
}
