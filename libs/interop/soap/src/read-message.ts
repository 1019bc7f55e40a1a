import type { XmlLimits } from '@anamnese/interop-xml'
import { readContentType } from './content-type'
import { readEnvelope, type SoapEnvelope } from './envelope'
import { readMultipart, type MimePart } from './multipart'
import { SoapError } from './soap-error'

/** An envelope with its attachments, and its own bytes (a signature is verified on them). */
export interface SoapMessage {
  envelope: SoapEnvelope
  envelopeBytes: Buffer
  parts: ReadonlyMap<string, MimePart>
}

/**
 * Reads a SOAP 1.2 message, plain or MTOM, from an HTTP body and its `Content-Type`.
 *
 * @throws SoapError and XmlError
 */
export function readSoapMessage(contentType: string, body: Buffer, limits: Partial<XmlLimits> = {}): SoapMessage {
  const { type } = readContentType(contentType)
  if (type === 'multipart/related') {
    const { root, parts } = readMultipart(contentType, body)
    return { envelope: readEnvelope(root.bytes, limits), envelopeBytes: root.bytes, parts }
  }
  if (!['application/soap+xml', 'application/xop+xml', 'application/xml', 'text/xml'].includes(type))
    throw new SoapError('SOAP.MALFORMED', 'Le message n’est pas du SOAP 1.2.', 'unknown', { contentType: type })
  return { envelope: readEnvelope(body, limits), envelopeBytes: body, parts: new Map() }
}
