import type { Code } from '@anamnese/domain-professional-ids'
import { el, type XmlTree } from '@anamnese/interop-xml'
import { DOCUMENT_ENTRY, LCM, REFERENCE_ID_LIST, RIM, SUBMISSION_SET } from './identifiers'
import type { Association, DocumentEntry, Submission, SubmissionSet, XdsAuthor } from './submission'

/** Writes a submission as an ebXML `SubmitObjectsRequest` (elements in the order of the ebRS 3.0 schema). */
export function submitObjectsRequest({ set, documents, associations }: Submission): XmlTree {
  const ids = new IdSequence()
  return el(
    'lcm:SubmitObjectsRequest',
    { 'xmlns:lcm': LCM, xmlns: RIM },
    el(
      'RegistryObjectList',
      {},
      registryPackage(set, ids),
      el('Classification', { id: ids.next('cl'), classifiedObject: set.id, classificationNode: SUBMISSION_SET.node }),
      documents.map((document) => extrinsicObject(document, ids)),
      associations.map((association) => associationElement(association, ids)),
    ),
  )
}

class IdSequence {
  private last = 0

  next(prefix: string): string {
    this.last += 1
    return `${prefix}${this.last}`
  }
}

function registryPackage(set: SubmissionSet, ids: IdSequence): XmlTree {
  const classified = new Classifier(set.id, ids)
  return el(
    'RegistryPackage',
    { id: set.id },
    slot('submissionTime', [set.submissionTime]),
    set.title !== undefined && localized('Name', set.title),
    set.comments !== undefined && localized('Description', set.comments),
    classified.author(SUBMISSION_SET.author, set.author),
    classified.code(SUBMISSION_SET.contentType, set.contentType),
    classified.external(SUBMISSION_SET.patientId, set.patientId, 'XDSSubmissionSet.patientId'),
    classified.external(SUBMISSION_SET.sourceId, set.sourceId, 'XDSSubmissionSet.sourceId'),
    classified.external(SUBMISSION_SET.uniqueId, set.uniqueId, 'XDSSubmissionSet.uniqueId'),
  )
}

/** What a registry adds to a document entry. */
export interface RegisteredAttributes {
  status: string
  /** logical identifier, the same through the versions of the metadata */
  lid: string
}

/** Writes registered entries, as the answer to a query does. */
export function registryObjectList(
  entries: readonly { entry: DocumentEntry; registered: RegisteredAttributes }[],
): XmlTree {
  const ids = new IdSequence()
  return el(
    'RegistryObjectList',
    { xmlns: RIM },
    entries.map(({ entry, registered }) => extrinsicObject(entry, ids, registered)),
  )
}

function extrinsicObject(entry: DocumentEntry, ids: IdSequence, registered?: RegisteredAttributes): XmlTree {
  const classified = new Classifier(entry.id, ids)
  const codes = (scheme: string, list: readonly Required<Code>[]): XmlTree[] =>
    list.map((code) => classified.code(scheme, code))
  return el(
    'ExtrinsicObject',
    { id: entry.id, mimeType: entry.mimeType, objectType: DOCUMENT_ENTRY.objectType, ...registered },
    documentSlots(entry),
    localized('Name', entry.title),
    entry.comments !== undefined && localized('Description', entry.comments),
    entry.authors.map((author) => classified.author(DOCUMENT_ENTRY.author, author)),
    codes(DOCUMENT_ENTRY.classCode, [entry.classCode]),
    codes(DOCUMENT_ENTRY.typeCode, [entry.typeCode]),
    codes(DOCUMENT_ENTRY.formatCode, [entry.formatCode]),
    codes(DOCUMENT_ENTRY.facilityType, [entry.facilityType]),
    codes(DOCUMENT_ENTRY.practiceSetting, [entry.practiceSetting]),
    codes(DOCUMENT_ENTRY.confidentialityCode, entry.confidentialityCodes),
    codes(DOCUMENT_ENTRY.eventCode, entry.eventCodes),
    classified.external(DOCUMENT_ENTRY.patientId, entry.patientId, 'XDSDocumentEntry.patientId'),
    classified.external(DOCUMENT_ENTRY.uniqueId, entry.uniqueId, 'XDSDocumentEntry.uniqueId'),
  )
}

function documentSlots(entry: DocumentEntry): XmlTree[] {
  const slots: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    ['creationTime', [entry.creationTime]],
    ['hash', [entry.hash]],
    ['languageCode', [entry.languageCode]],
    ['legalAuthenticator', [entry.legalAuthenticator]],
    ['repositoryUniqueId', [entry.repositoryUniqueId]],
    ['serviceStartTime', [entry.serviceStartTime]],
    ['serviceStopTime', [entry.serviceStopTime]],
    ['size', [String(entry.size)]],
    ['sourcePatientId', [entry.sourcePatientId]],
    ['sourcePatientInfo', entry.sourcePatientInfo],
    ['URI', [entry.uri]],
    [REFERENCE_ID_LIST, entry.referenceIds],
  ]
  return slots.flatMap(([name, values]) => {
    const present = values.filter((value) => value !== undefined)
    return present.length === 0 ? [] : [slot(name, present)]
  })
}

function associationElement({ type, source, target, slots }: Association, ids: IdSequence): XmlTree {
  return el(
    'Association',
    { id: ids.next('as'), associationType: type, sourceObject: source, targetObject: target },
    Object.entries(slots).map(([name, value]) => slot(name, [value])),
  )
}

/** Writes the classifications and external identifiers of one object. */
class Classifier {
  constructor(
    private readonly object: string,
    private readonly ids: IdSequence,
  ) {}

  author(scheme: string, author: XdsAuthor): XmlTree {
    return el(
      'Classification',
      { id: this.ids.next('cl'), classificationScheme: scheme, classifiedObject: this.object, nodeRepresentation: '' },
      author.institutions.length > 0 && slot('authorInstitution', author.institutions),
      slot('authorPerson', [author.person]),
      author.role !== undefined && slot('authorRole', [author.role]),
      author.specialty !== undefined && slot('authorSpecialty', [author.specialty]),
    )
  }

  code(scheme: string, { code, system, display }: Required<Code>): XmlTree {
    return el(
      'Classification',
      {
        id: this.ids.next('cl'),
        classificationScheme: scheme,
        classifiedObject: this.object,
        nodeRepresentation: code,
      },
      slot('codingScheme', [system]),
      localized('Name', display),
    )
  }

  external(scheme: string, value: string, name: string): XmlTree {
    return el(
      'ExternalIdentifier',
      { id: this.ids.next('ei'), registryObject: this.object, identificationScheme: scheme, value },
      localized('Name', name),
    )
  }
}

function slot(name: string, values: readonly string[]): XmlTree {
  return el(
    'Slot',
    { name },
    el(
      'ValueList',
      {},
      values.map((value) => el('Value', {}, value)),
    ),
  )
}

function localized(name: 'Name' | 'Description', value: string): XmlTree {
  return el(name, {}, el('LocalizedString', { charset: 'UTF8', 'xml:lang': 'FR', value }))
}
