import { CDA_CONFIDENTIALITY, codeOf, N1_MEDIA_TYPES } from '@anamnese/domain-value-sets'
import { el, serialiseXml, type XmlTree } from '@anamnese/interop-xml'
import { CdaError } from './cda-error'
import type { CdaN1Document, N1Act, N1Encounter } from './n1-document'
import { HL7_V3, OID_DISCHARGE_MODES, TEMPLATE_CI_SIS, TEMPLATE_HL7_FRANCE, TEMPLATE_UNSTRUCTURED, XSI } from './oids'
import { hl7TimeOf } from './time'
import { writeAssigned, writeCustodian, writeRecipient } from './write-actors'
import { writeRecordTarget } from './write-patient'
import { oid, writeCode, writeId, writeInterval, writeTime } from './write-values'

type Clock = (instant: string, precision?: 'second' | 'minute') => string

/**
 * Writes a CDA R2 level 1 document, UTF-8, in the order and with every element that the volet Structuration minimale requires.
 * Throws {@link CdaError} when the model cannot make a conforming document, `XmlError` for text that XML cannot carry.
 */
export function buildCdaN1(document: CdaN1Document): Buffer {
  requireContent(document)
  const clock: Clock = (instant, precision) => hl7TimeOf(instant, precision, document.timeZone)
  const { legalAuthenticator } = document
  const root = el(
    'ClinicalDocument',
    { xmlns: HL7_V3, 'xmlns:xsi': XSI },
    writeIdentification(document, clock),
    writeRecordTarget(document.patient),
    document.authors.map((author) =>
      el(
        'author',
        {},
        author.function && writeCode('functionCode', author.function),
        writeTime('time', clock(author.time)),
        writeAssigned('assignedAuthor', author.professional),
      ),
    ),
    writeCustodian(document.custodian),
    document.recipients.map(writeRecipient),
    el(
      'legalAuthenticator',
      {},
      writeTime('time', clock(legalAuthenticator.time)),
      el('signatureCode', { code: 'S' }),
      writeAssigned('assignedEntity', legalAuthenticator.professional),
    ),
    document.acts.map((act) => writeAct(act, clock)),
    document.replaces && writeReplaced(document.replaces),
    writeEncounter(document.encounter, clock),
    writeBody(document.body),
  )
  return Buffer.from(serialiseXml(root))
}

function writeIdentification(document: CdaN1Document, clock: Clock): XmlTree[] {
  return [
    el('realmCode', { code: 'FR' }),
    el('typeId', { root: '2.16.840.1.113883.1.3', extension: 'POCD_HD000040' }),
    ...[TEMPLATE_HL7_FRANCE, TEMPLATE_CI_SIS, TEMPLATE_UNSTRUCTURED].map((root) => el('templateId', { root })),
    writeId({ root: oid(document.id, 'id') }),
    writeCode('code', document.type),
    el('title', {}, document.title),
    writeTime('effectiveTime', clock(document.createdAt)),
    writeCode('confidentialityCode', document.confidentiality ?? codeOf(CDA_CONFIDENTIALITY, 'N')),
    el('languageCode', { code: 'fr-FR' }),
    el('setId', { root: oid(document.setId, 'setId') }),
    el('versionNumber', { value: document.versionNumber }),
  ]
}

function writeAct(act: N1Act, clock: Clock): XmlTree {
  const end = act.end === undefined ? undefined : clock(act.end, 'minute')
  return el(
    'documentationOf',
    {},
    el(
      'serviceEvent',
      {},
      act.code && writeCode('code', act.code),
      writeInterval('effectiveTime', clock(act.start, 'minute'), end),
      el(
        'performer',
        { typeCode: 'PRF' },
        writeAssigned('assignedEntity', act.performer, writeCode('standardIndustryClassCode', act.practiceSetting)),
      ),
    ),
  )
}

function writeReplaced(replaced: NonNullable<CdaN1Document['replaces']>): XmlTree {
  const { versionNumber } = replaced
  return el(
    'relatedDocument',
    { typeCode: 'RPLC' },
    el(
      'parentDocument',
      {},
      writeId({ root: oid(replaced.id, 'relatedDocument') }),
      versionNumber !== undefined && el('versionNumber', { value: versionNumber }),
    ),
  )
}

function writeEncounter(encounter: N1Encounter, clock: Clock): XmlTree {
  const at = (instant: string | undefined): string | undefined =>
    instant === undefined ? undefined : clock(instant, 'minute')
  const { dischargeDisposition, facilityName, responsible } = encounter
  return el(
    'componentOf',
    {},
    el(
      'encompassingEncounter',
      {},
      encounter.id && writeId(encounter.id),
      encounter.type && writeCode('code', encounter.type),
      writeInterval('effectiveTime', at(encounter.start), at(encounter.end)),
      dischargeDisposition &&
        writeCode('dischargeDispositionCode', { ...dischargeDisposition, system: OID_DISCHARGE_MODES }),
      responsible && el('responsibleParty', {}, writeAssigned('assignedEntity', responsible)),
      el(
        'location',
        {},
        el(
          'healthCareFacility',
          {},
          writeCode('code', encounter.facilityType),
          facilityName !== undefined && el('location', {}, el('name', {}, facilityName)),
        ),
      ),
    ),
  )
}

function writeBody(body: CdaN1Document['body']): XmlTree {
  const text = Buffer.from(body.bytes).toString('base64')
  return el(
    'component',
    {},
    el('nonXMLBody', {}, el('text', { mediaType: body.mediaType, representation: 'B64' }, text)),
  )
}

function requireContent(document: CdaN1Document): void {
  const faults: [boolean, string][] = [
    [document.title.trim() === '' || document.title.length > 128, 'title'],
    [!Number.isInteger(document.versionNumber) || document.versionNumber < 1, 'versionNumber'],
    [document.authors.length === 0, 'author'],
    [document.acts.length === 0, 'documentationOf'],
    [!document.patient.ins && document.patient.localIds.length === 0, 'recordTarget/patientRole/id'],
    [!N1_MEDIA_TYPES.includes(document.body.mediaType), 'nonXMLBody/text/@mediaType'],
    [document.body.bytes.byteLength === 0, 'nonXMLBody/text'],
  ]
  const fault = faults.find(([wrong]) => wrong)
  if (fault)
    throw new CdaError('CDA.INVALID_CONTENT', 'Le document est incomplet : il ne peut pas être produit.', fault[1])
}
