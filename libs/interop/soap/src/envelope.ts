import {
  childOf,
  childrenOf,
  el,
  parseXml,
  serialiseXml,
  textOf,
  type XmlElement,
  type XmlLimits,
} from '@anamnese/interop-xml'
import { readFault, type SoapFault } from './fault'
import { SOAP12, WSA, WSA_ANONYMOUS, WSSE } from './namespaces'
import { SoapError } from './soap-error'

/** WS-Addressing and security blocks of an envelope. */
export interface EnvelopeHeader {
  action?: string
  /** whole identifier, e.g. `urn:uuid:…` */
  messageId?: string
  to?: string
  relatesTo?: string
  /** writes `ReplyTo` anonymous */
  replyTo?: boolean
  /** marks `Action` and `ReplyTo` as mustUnderstand, as the DMP expects */
  mustUnderstand?: boolean
  /** content of `wsse:Security`, written as it is so that a signature stays true */
  security?: string
  /** other header blocks, each a complete element */
  blocks?: readonly string[]
}

/**
 * Writes a SOAP 1.2 envelope. `body` and the blocks are complete elements that declare their own namespaces; they are
 * copied without change.
 */
export function buildEnvelope(header: EnvelopeHeader, body: string): string {
  const must = header.mustUnderstand === true ? { 'soap:mustUnderstand': 'true' } : {}
  const addressing = [
    header.messageId !== undefined && el('wsa:MessageID', {}, header.messageId),
    header.relatesTo !== undefined && el('wsa:RelatesTo', {}, header.relatesTo),
    header.to !== undefined && el('wsa:To', {}, header.to),
    header.replyTo === true && el('wsa:ReplyTo', must, el('wsa:Address', {}, WSA_ANONYMOUS)),
    header.action !== undefined && el('wsa:Action', must, header.action),
  ].map((block) => (block === false ? '' : serialiseXml(block, { declaration: false })))
  const security =
    header.security === undefined ? '' : `<wsse:Security xmlns:wsse="${WSSE}">${header.security}</wsse:Security>`
  return (
    `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${SOAP12}" xmlns:wsa="${WSA}">` +
    `<soap:Header>${addressing.join('')}${security}${(header.blocks ?? []).join('')}</soap:Header>` +
    `<soap:Body>${body}</soap:Body></soap:Envelope>`
  )
}

export interface SoapEnvelope {
  header: XmlElement | undefined
  /** first element of the body; undefined when the body is empty */
  content: XmlElement | undefined
  fault: SoapFault | undefined
  action: string | undefined
  messageId: string | undefined
  relatesTo: string | undefined
  to: string | undefined
}

/**
 * Reads a SOAP 1.2 envelope.
 *
 * @throws SoapError `SOAP.MALFORMED` when it is not one; XmlError when it is not acceptable XML
 */
export function readEnvelope(xml: Uint8Array | string, limits: Partial<XmlLimits> = {}): SoapEnvelope {
  const root = parseXml(xml, limits).documentElement
  const body =
    root?.localName === 'Envelope' && root.namespaceURI === SOAP12 ? childOf(root, 'Body', SOAP12) : undefined
  if (root === null || body === undefined)
    throw new SoapError('SOAP.MALFORMED', 'La réponse du service n’est pas une enveloppe SOAP 1.2.', 'unknown')
  const header = childOf(root, 'Header', SOAP12)
  const addressing = (name: string): string | undefined => textOf(childOf(header, name, WSA))
  const [content] = childrenOf(body)
  const isFault = content?.localName === 'Fault' && content.namespaceURI === SOAP12
  return {
    header,
    content: isFault ? undefined : content,
    fault: isFault ? readFault(content) : undefined,
    action: addressing('Action'),
    messageId: addressing('MessageID'),
    relatesTo: addressing('RelatesTo'),
    to: addressing('To'),
  }
}
