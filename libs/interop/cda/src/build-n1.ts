import { N1_MEDIA_TYPES } from '@anamnese/domain-value-sets'
import { el, serialiseXml, type XmlTree } from '@anamnese/interop-xml'
import type { CdaN1Document } from './n1-document'
import { TEMPLATE_UNSTRUCTURED } from './oids'
import { incomplete, writeDocument } from './write-header'

/**
 * Writes a CDA R2 level 1 document, UTF-8, in the order and with every element that the volet Structuration minimale requires.
 * Throws {@link CdaError} when the model cannot make a conforming document, `XmlError` for text that XML cannot carry.
 */
export function buildCdaN1(document: CdaN1Document): Buffer {
  const { body } = document
  if (!N1_MEDIA_TYPES.includes(body.mediaType)) throw incomplete('nonXMLBody/text/@mediaType')
  if (body.bytes.byteLength === 0) throw incomplete('nonXMLBody/text')
  return Buffer.from(serialiseXml(writeDocument(document, { root: TEMPLATE_UNSTRUCTURED }, writeBody(body))))
}

function writeBody(body: CdaN1Document['body']): XmlTree {
  const text = Buffer.from(body.bytes).toString('base64')
  return el(
    'component',
    {},
    el('nonXMLBody', {}, el('text', { mediaType: body.mediaType, representation: 'B64' }, text)),
  )
}
