import type { Code } from '@anamnese/domain-professional-ids'
import { attributeOf, childOf, childrenOf, type XmlElement } from '@anamnese/interop-xml'
import { DOCUMENT_ENTRY, LCM, REFERENCE_ID_LIST, RIM, SUBMISSION_SET } from './identifiers'
import type { Association, DocumentEntry, Submission, SubmissionSet, XdsAuthor } from './submission'
import { XdsError } from './xds-error'

/**
 * Reads an ebXML `SubmitObjectsRequest` with one submission set (METADATA.XML of an XDM medium, body of an ITI-41).
 *
 * @throws XdsError when a metadata that XDS requires is missing
 */
export function readSubmission(request: XmlElement): Submission {
  if (request.localName !== 'SubmitObjectsRequest' || request.namespaceURI !== LCM)
    throw new XdsError('XDS.MALFORMED', 'Les métadonnées ne sont pas un SubmitObjectsRequest.')
  const list = childOf(request, 'RegistryObjectList', RIM)
  const objects = (name: string): XmlElement[] => (list === undefined ? [] : childrenOf(list, name, RIM))
  const setIds = new Set(
    [...objects('Classification'), ...objects('RegistryPackage').flatMap((one) => childrenOf(one, 'Classification'))]
      .filter((node) => attributeOf(node, 'classificationNode') === SUBMISSION_SET.node)
      .map((node) => attributeOf(node, 'classifiedObject')),
  )
  const sets = objects('RegistryPackage').filter((node) => setIds.has(attributeOf(node, 'id')))
  const [set] = sets
  if (set === undefined || sets.length > 1)
    throw new XdsError('XDS.MALFORMED', 'Les métadonnées doivent contenir un seul lot de soumission.')
  return {
    set: readSet(new RegistryObject(set)),
    documents: objects('ExtrinsicObject').map((node) => readDocument(new RegistryObject(node))),
    associations: objects('Association').map(readAssociation),
  }
}

/** Reads one document entry (`ExtrinsicObject`). @throws XdsError when a required metadata is missing */
export function readDocumentEntry(node: XmlElement): DocumentEntry {
  return readDocument(new RegistryObject(node))
}

function readSet(object: RegistryObject): SubmissionSet {
  const [author] = object.authors(SUBMISSION_SET.author)
  return {
    id: object.id,
    submissionTime: object.slot('submissionTime'),
    ...object.optional('title', object.localized('Name')),
    ...object.optional('comments', object.localized('Description')),
    author: author ?? object.fail('author'),
    contentType: object.code(SUBMISSION_SET.contentType, 'contentTypeCode'),
    patientId: object.external(SUBMISSION_SET.patientId, 'patientId'),
    sourceId: object.external(SUBMISSION_SET.sourceId, 'sourceId'),
    uniqueId: object.external(SUBMISSION_SET.uniqueId, 'uniqueId'),
  }
}

function readDocument(object: RegistryObject): DocumentEntry {
  const size = Number(object.slot('size'))
  if (!Number.isSafeInteger(size) || size < 0) object.fail('size')
  return {
    id: object.id,
    mimeType: object.attribute('mimeType'),
    title: object.localized('Name') ?? object.fail('title'),
    ...object.optional('comments', object.localized('Description')),
    authors: object.authors(DOCUMENT_ENTRY.author),
    classCode: object.code(DOCUMENT_ENTRY.classCode, 'classCode'),
    typeCode: object.code(DOCUMENT_ENTRY.typeCode, 'typeCode'),
    formatCode: object.code(DOCUMENT_ENTRY.formatCode, 'formatCode'),
    confidentialityCodes: object.codes(DOCUMENT_ENTRY.confidentialityCode),
    eventCodes: object.codes(DOCUMENT_ENTRY.eventCode),
    facilityType: object.code(DOCUMENT_ENTRY.facilityType, 'healthcareFacilityTypeCode'),
    practiceSetting: object.code(DOCUMENT_ENTRY.practiceSetting, 'practiceSettingCode'),
    creationTime: object.slot('creationTime'),
    ...object.optional('serviceStartTime', object.slots('serviceStartTime')[0]),
    ...object.optional('serviceStopTime', object.slots('serviceStopTime')[0]),
    hash: object.slot('hash'),
    size,
    languageCode: object.slot('languageCode'),
    ...object.optional('legalAuthenticator', object.slots('legalAuthenticator')[0]),
    patientId: object.external(DOCUMENT_ENTRY.patientId, 'patientId'),
    sourcePatientId: object.slot('sourcePatientId'),
    sourcePatientInfo: object.slots('sourcePatientInfo'),
    referenceIds: object.slots(REFERENCE_ID_LIST),
    uniqueId: object.external(DOCUMENT_ENTRY.uniqueId, 'uniqueId'),
    ...object.optional('repositoryUniqueId', object.slots('repositoryUniqueId')[0]),
    ...object.optional('uri', object.slots('URI')[0]),
  }
}

function readAssociation(node: XmlElement): Association {
  const object = new RegistryObject(node)
  return {
    type: object.attribute('associationType'),
    source: object.attribute('sourceObject'),
    target: object.attribute('targetObject'),
    slots: Object.fromEntries(
      childrenOf(node, 'Slot', RIM).map((slot) => {
        const name = attributeOf(slot, 'name') ?? ''
        return [name, object.slots(name)[0] ?? '']
      }),
    ),
  }
}

/** Access to the parts of one ebXML object. */
class RegistryObject {
  constructor(private readonly node: XmlElement) {}

  get id(): string {
    return this.attribute('id')
  }

  attribute(name: string): string {
    return attributeOf(this.node, name) ?? this.fail(name)
  }

  slots(name: string, from: XmlElement = this.node): string[] {
    const slot = childrenOf(from, 'Slot', RIM).find((candidate) => attributeOf(candidate, 'name') === name)
    const list = childOf(slot, 'ValueList', RIM)
    return list === undefined ? [] : childrenOf(list, 'Value', RIM).map((value) => (value.textContent ?? '').trim())
  }

  slot(name: string): string {
    return this.slots(name)[0] || this.fail(name)
  }

  localized(name: string, from: XmlElement = this.node): string | undefined {
    return attributeOf(childOf(childOf(from, name, RIM), 'LocalizedString', RIM), 'value')
  }

  codes(scheme: string): Required<Code>[] {
    return this.classifications(scheme).map((node) => {
      const code = attributeOf(node, 'nodeRepresentation') ?? this.fail(scheme)
      return {
        code,
        system: this.slots('codingScheme', node)[0] ?? this.fail(`${code} codingScheme`),
        display: this.localized('Name', node) ?? code,
      }
    })
  }

  code(scheme: string, name: string): Required<Code> {
    const [code, second] = this.codes(scheme)
    return code === undefined || second !== undefined ? this.fail(name) : code
  }

  authors(scheme: string): XdsAuthor[] {
    return this.classifications(scheme).map((node) => ({
      person: this.slots('authorPerson', node)[0] ?? '',
      institutions: this.slots('authorInstitution', node),
      ...this.optional('specialty', this.slots('authorSpecialty', node)[0]),
      ...this.optional('role', this.slots('authorRole', node)[0]),
    }))
  }

  external(scheme: string, name: string): string {
    const found = childrenOf(this.node, 'ExternalIdentifier', RIM).filter(
      (node) => attributeOf(node, 'identificationScheme') === scheme,
    )
    const value = attributeOf(found[0], 'value')
    return value === undefined || found.length > 1 ? this.fail(name) : value
  }

  optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
    return value === undefined || value === '' ? {} : ({ [key]: value } as Record<K, string>)
  }

  fail(name: string): never {
    const id = attributeOf(this.node, 'id') ?? this.node.localName ?? ''
    throw new XdsError('XDS.METADATA_MISSING', `La métadonnée ${name} de ${id} est absente ou en double.`, name)
  }

  private classifications(scheme: string): XmlElement[] {
    return childrenOf(this.node, 'Classification', RIM).filter(
      (node) => attributeOf(node, 'classificationScheme') === scheme,
    )
  }
}
