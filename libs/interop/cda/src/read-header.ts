import { attributeOf, childOf, childrenOf, descend, textOf, type XmlElement } from '@anamnese/interop-xml'
import { decodeBase64 } from './base64'
import { CdaError } from './cda-error'
import { locateDocument } from './locate'
import { INTENDED, readActor, readAuthenticator, readCustodian } from './read-actors'
import { readEncounter, readParticipant, readRelatedDocument, readServiceEvent } from './read-context'
import { readPatient } from './read-patient'
import { known, readCode, readId, readIds, readSimpleCode, readTime } from './read-values'
import type { CdaAuthor, CdaBody, CdaHeader, CdaServiceEvent } from './types'

/**
 * Reads the header of a CDA R2 document and the file of an N1 body. Tolerant: only what identifies the document (id, code, effectiveTime)
 * is required; unknown elements are ignored (CI-SIS). Throws {@link CdaError} (`CDA.NOT_A_CDA`, `CDA.INCOMPLETE`, `CDA.BODY_UNREADABLE`)
 * or `XmlError`.
 */
export function readCdaHeader(xml: Uint8Array | string): CdaHeader {
  const { element: document, packaging } = locateDocument(xml)
  const all = (name: string): XmlElement[] => childrenOf(document, name)
  const version = Number(attributeOf(childOf(document, 'versionNumber'), 'value'))
  const dataEnterer = childOf(document, 'dataEnterer')
  const legalAuthenticator = childOf(document, 'legalAuthenticator')
  return known<CdaHeader>({
    templateIds: readIds(document, 'templateId'),
    id: required(readId(childOf(document, 'id')), 'id'),
    setId: readId(childOf(document, 'setId')),
    versionNumber: Number.isInteger(version) ? version : undefined,
    code: required(readCode(childOf(document, 'code')), 'code'),
    title: textOf(childOf(document, 'title')),
    effectiveTime: required(readTime(childOf(document, 'effectiveTime')), 'effectiveTime'),
    confidentiality: readSimpleCode(childOf(document, 'confidentialityCode')),
    language: attributeOf(childOf(document, 'languageCode'), 'code'),
    patient: readPatient(document),
    authors: all('author').map(readAuthor),
    dataEnterer: dataEnterer && readAuthenticator(dataEnterer),
    custodian: readCustodian(document),
    informationRecipients: all('informationRecipient').map((recipient) =>
      readActor(childOf(recipient, 'intendedRecipient'), INTENDED),
    ),
    legalAuthenticator: legalAuthenticator && readAuthenticator(legalAuthenticator),
    authenticators: all('authenticator').map(readAuthenticator),
    participants: all('participant').map(readParticipant),
    orders: all('inFulfillmentOf').map((fulfilment) => {
      const order = childOf(fulfilment, 'order')
      return { ids: readIds(order), accessionNumbers: readIds(order, 'accessionNumber') }
    }),
    documentationOf: all('documentationOf').map(readServiceEvent),
    relatedDocuments: all('relatedDocument').map(readRelatedDocument),
    authorizations: all('authorization').map(readAuthorization),
    encounter: readEncounter(document),
    body: readBody(document),
    packaging,
  })
}

/** The act that the metadata are taken from: the one with a start, a performer and a practice setting; else the first. */
export function mainServiceEvent(header: Pick<CdaHeader, 'documentationOf'>): CdaServiceEvent | undefined {
  const complete = header.documentationOf.find(
    (event) => event.low !== undefined && event.performers.some((performer) => performer.organization?.practiceSetting),
  )
  return complete ?? header.documentationOf[0]
}

function readAuthor(element: XmlElement): CdaAuthor {
  return known<CdaAuthor>({
    ...readActor(childOf(element, 'assignedAuthor')),
    time: readTime(childOf(element, 'time')),
    functionCode: readSimpleCode(childOf(element, 'functionCode')),
  })
}

function readAuthorization(element: XmlElement): CdaHeader['authorizations'][number] {
  const consent = childOf(element, 'consent')
  return known<CdaHeader['authorizations'][number]>({
    code: readSimpleCode(childOf(consent, 'code')),
    status: attributeOf(childOf(consent, 'statusCode'), 'code'),
  })
}

function readBody(document: XmlElement): CdaBody {
  const component = childOf(document, 'component')
  if (childOf(component, 'structuredBody')) return { level: 'N3' }
  const text = descend(component, 'nonXMLBody', 'text')
  if (!text) return { level: 'none' }
  const mediaType = attributeOf(text, 'mediaType') ?? 'text/plain'
  const content = text.textContent ?? ''
  const base64 = attributeOf(text, 'representation') === 'B64'
  return { level: 'N1', mediaType, bytes: base64 ? decodeBase64(content) : Buffer.from(content) }
}

function required<T>(value: T | undefined, element: string): T {
  if (value !== undefined) return value
  throw new CdaError(
    'CDA.INCOMPLETE',
    `Le document CDA n'a pas de ${element} : il ne peut pas être identifié.`,
    element,
  )
}
