import { CDA_CONFIDENTIALITY, codeOf } from '@anamnese/domain-value-sets'
import { el, type XmlTree } from '@anamnese/interop-xml'
import { CdaError } from './cda-error'
import type { CdaDocumentHeader, N1Act } from './n1-document'
import { HL7_V3, TEMPLATE_CI_SIS, TEMPLATE_HL7_FRANCE, XSI } from './oids'
import { hl7TimeOf } from './time'
import { writeAssigned, writeCustodian, writeParticipant, writeRecipient } from './write-actors'
import { writeEncounter } from './write-encounter'
import { writeRecordTarget } from './write-patient'
import { oid, writeCode, writeId, writeInterval, writeTime } from './write-values'

/** Writes an instant in the local time of the document. */
export type Clock = (instant: string, precision?: 'second' | 'minute') => string

export function clockOf(document: Pick<CdaDocumentHeader, 'timeZone'>): Clock {
  return (instant, precision) => hl7TimeOf(instant, precision, document.timeZone)
}

/** A template of the model: its root, and the version that structured models carry. */
export interface ModelTemplate {
  root: string
  extension?: string
}

/**
 * The whole document: the header of the volet Structuration minimale, then the body. Throws {@link CdaError} `CDA.INVALID_CONTENT` when
 * the model cannot make a conforming header.
 */
export function writeDocument(document: CdaDocumentHeader, template: ModelTemplate, body: XmlTree): XmlTree {
  requireHeader(document)
  const clock = clockOf(document)
  const { legalAuthenticator } = document
  return el(
    'ClinicalDocument',
    { xmlns: HL7_V3, 'xmlns:xsi': XSI },
    writeIdentification(document, template, clock),
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
    (document.participants ?? []).map(writeParticipant),
    document.acts.map((act) => writeAct(act, clock)),
    document.replaces && writeReplaced(document.replaces),
    writeEncounter(document.encounter, clock),
    body,
  )
}

function writeIdentification(document: CdaDocumentHeader, template: ModelTemplate, clock: Clock): XmlTree[] {
  const templates: ModelTemplate[] = [{ root: TEMPLATE_HL7_FRANCE }, { root: TEMPLATE_CI_SIS }, template]
  return [
    el('realmCode', { code: 'FR' }),
    el('typeId', { root: '2.16.840.1.113883.1.3', extension: 'POCD_HD000040' }),
    ...templates.map(({ root, extension }) => el('templateId', { root, extension })),
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

function writeReplaced(replaced: NonNullable<CdaDocumentHeader['replaces']>): XmlTree {
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

function requireHeader(document: CdaDocumentHeader): void {
  const faults: [boolean, string][] = [
    [document.title.trim() === '' || document.title.length > 128, 'title'],
    [!Number.isInteger(document.versionNumber) || document.versionNumber < 1, 'versionNumber'],
    [document.authors.length === 0, 'author'],
    [document.acts.length === 0, 'documentationOf'],
    [!document.patient.ins && document.patient.localIds.length === 0, 'recordTarget/patientRole/id'],
  ]
  const fault = faults.find(([wrong]) => wrong)
  if (fault) throw incomplete(fault[1])
}

/** What stops a document from being written: the element that its model cannot fill. */
export function incomplete(element: string): CdaError {
  return new CdaError('CDA.INVALID_CONTENT', 'Le document est incomplet : il ne peut pas être produit.', element)
}
