import { attributeOf, childOf, childrenOf, el, serialiseXml, type XmlElement } from '@anamnese/interop-xml'
import { binaryContent, xopInclude, type MimePart, type SoapMessage } from '@anamnese/interop-soap'
import { randomUUID } from 'node:crypto'
import type { PreparedSubmission, SubmissionDocument } from './build-submission'
import { LCM, XDSB } from './identifiers'
import { readSubmission } from './read-submission'
import type { Submission } from './submission'
import { submitObjectsRequest } from './write-submission'
import { XdsError } from './xds-error'

export const ITI41_ACTION = 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b'
export const ITI41_RESPONSE_ACTION = 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-bResponse'

/** The body of an ITI-41 request, and the parts that it includes. */
export interface Iti41Request {
  body: string
  attachments: MimePart[]
}

/** Writes a Provide and Register Document Set-b request; documents go as MTOM parts. */
export function buildIti41({ submission, documents }: PreparedSubmission): Iti41Request {
  const attachments = documents.map(({ bytes }) => ({
    contentId: `${randomUUID()}@anamnese`,
    contentType: 'text/xml',
    bytes,
  }))
  const request = el(
    'xdsb:ProvideAndRegisterDocumentSetRequest',
    { 'xmlns:xdsb': XDSB },
    submitObjectsRequest(submission),
    // The identifier must be that of the ExtrinsicObject, letter for letter.
    documents.map(({ id }, index) => el('xdsb:Document', { id }, xopInclude(attachments[index]?.contentId ?? ''))),
  )
  return { body: serialiseXml(request, { declaration: false }), attachments }
}

export interface ReadIti41 {
  submission: Submission
  documents: SubmissionDocument[]
}

/**
 * Reads a Provide and Register Document Set-b request with its documents.
 *
 * @throws XdsError, SoapError
 */
export function readIti41(message: SoapMessage): ReadIti41 {
  const request = message.envelope.content
  if (request?.localName !== 'ProvideAndRegisterDocumentSetRequest' || request.namespaceURI !== XDSB)
    throw new XdsError('XDS.MALFORMED', 'Le message n’est pas une demande ITI-41.')
  const submit = childOf(request, 'SubmitObjectsRequest', LCM)
  if (submit === undefined) throw new XdsError('XDS.MALFORMED', 'La demande ITI-41 n’a pas de métadonnées.')
  const documents = childrenOf(request, 'Document', XDSB).map((document) => readDocument(document, message))
  return { submission: readSubmission(submit), documents }
}

function readDocument(document: XmlElement, { parts }: SoapMessage): SubmissionDocument {
  return { id: attributeOf(document, 'id') ?? '', bytes: binaryContent(document, parts) }
}
