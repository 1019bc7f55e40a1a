import {
  attributeOf,
  childOf,
  childrenOf,
  el,
  serialiseXml,
  textOf,
  xpathSelector,
  type XmlElement,
} from '@anamnese/interop-xml'
import { RESPONSE_STATUS, RIM } from './identifiers'
import { readDocumentEntry } from './read-submission'
import { readErrors, readStatus, type RegistryResponse } from './registry-response'
import type { DocumentEntry } from './submission'
import { registryObjectList } from './write-submission'
import { XdsError } from './xds-error'

export const QUERY = 'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0'
export const ITI18_ACTION = 'urn:ihe:iti:2007:RegistryStoredQuery'
export const ITI18_RESPONSE_ACTION = 'urn:ihe:iti:2007:RegistryStoredQueryResponse'

/** Stored query GetDocuments (IHE ITI TF-2 §3.18). */
export const GET_DOCUMENTS = 'urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4'
const UNIQUE_ID = '$XDSDocumentEntryUniqueId'

const STATUS = {
  Approved: 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved',
  Deprecated: 'urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated',
  Archived: 'urn:asip:ci-sis:2010:StatusType:Archived',
  Deleted: 'urn:asip:ci-sis:2010:StatusType:Deleted',
} as const

export type EntryStatus = keyof typeof STATUS

/** An entry as a registry holds it: `entry.id` is its entryUUID, which changes with each version of its metadata. */
export interface RegisteredEntry {
  entry: DocumentEntry
  status: EntryStatus
  logicalId: string
}

/** Writes the query for documents by their identifiers (TD3.1b), to be the content of a SOAP body. */
export function buildGetDocuments(uniqueIds: readonly string[]): string {
  const values = uniqueIds.map((id) => `'${id.replaceAll("'", "''")}'`).join(',')
  const query = el(
    'query:AdhocQueryRequest',
    { 'xmlns:query': QUERY, xmlns: RIM },
    el('query:ResponseOption', { returnType: 'LeafClass', returnComposedObjects: 'true' }),
    el(
      'AdhocQuery',
      { id: GET_DOCUMENTS },
      el('Slot', { name: UNIQUE_ID }, el('ValueList', {}, el('Value', {}, `(${values})`))),
    ),
  )
  return serialiseXml(query, { declaration: false })
}

/** The identifiers that a GetDocuments query asks for. @throws XdsError when it is another query */
export function readGetDocuments(content: XmlElement | undefined): string[] {
  const rim = xpathSelector({ rim: RIM })
  if (content?.localName !== 'AdhocQueryRequest' || content.namespaceURI !== QUERY)
    throw new XdsError('XDS.MALFORMED', 'Le message n’est pas une recherche de documents.')
  if (attributeOf(childOf(content, 'AdhocQuery', RIM), 'id') !== GET_DOCUMENTS)
    throw new XdsError('XDS.MALFORMED', 'Cette recherche n’est pas offerte.')
  const values = rim.texts(`rim:AdhocQuery/rim:Slot[@name='${UNIQUE_ID}']/rim:ValueList/rim:Value`, content)
  const ids = values.flatMap((value) =>
    [...value.matchAll(/'((?:[^']|'')*)'/g)].map(([, id = '']) => id.replaceAll("''", "'")),
  )
  if (ids.length === 0) throw new XdsError('XDS.METADATA_MISSING', 'La recherche ne désigne aucun document.', UNIQUE_ID)
  return ids
}

/** Writes the answer to a query, to be the content of a SOAP body. */
export function buildQueryResponse(entries: readonly RegisteredEntry[]): string {
  const list = registryObjectList(
    entries.map(({ entry, status, logicalId }) => ({ entry, registered: { status: STATUS[status], lid: logicalId } })),
  )
  const response = el('query:AdhocQueryResponse', { 'xmlns:query': QUERY, status: RESPONSE_STATUS.success }, list)
  return serialiseXml(response, { declaration: false })
}

/** Reads the answer to a query. @throws XdsError when it is not one */
export function readQueryResponse(content: XmlElement | undefined): RegistryResponse & { entries: RegisteredEntry[] } {
  const status = readStatus(content)
  if (content?.localName !== 'AdhocQueryResponse' || content.namespaceURI !== QUERY || status === undefined)
    throw new XdsError('XDS.MALFORMED', 'La réponse du DMP n’est pas celle d’une recherche.')
  const list = childOf(content, 'RegistryObjectList', RIM)
  const objects = list === undefined ? [] : childrenOf(list, 'ExtrinsicObject', RIM)
  return { status, errors: readErrors(content), entries: objects.map(readRegistered) }
}

function readRegistered(node: XmlElement): RegisteredEntry {
  const entry = readDocumentEntry(node)
  const address = attributeOf(node, 'status') ?? textOf(childOf(node, 'status', RIM))
  const status = (Object.keys(STATUS) as EntryStatus[]).find((name) => STATUS[name] === address)
  if (status === undefined)
    throw new XdsError('XDS.METADATA_INVALID', 'L’état d’un document du DMP est inconnu.', 'availabilityStatus')
  return { entry, status, logicalId: attributeOf(node, 'lid') ?? entry.id }
}
