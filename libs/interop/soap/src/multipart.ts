import { randomUUID } from 'node:crypto'
import { readContentType } from './content-type'
import { SoapError } from './soap-error'

/** One part of a multipart/related message. `contentId` is without its angle brackets. */
export interface MimePart {
  contentId: string
  contentType: string
  bytes: Buffer
}

export interface MultipartMessage {
  /** value of the HTTP `Content-Type` header */
  contentType: string
  body: Buffer
}

/** Bounds of what is read. */
export interface MultipartLimits {
  maxParts: number
  maxHeaderBytes: number
}

const LIMITS: MultipartLimits = { maxParts: 100, maxHeaderBytes: 16_384 }
const CRLF = '\r\n'

/**
 * Packs a SOAP envelope and its attachments as MTOM (XOP over multipart/related, SOAP 1.2).
 *
 * @param envelope the envelope, holding `xop:Include` elements that name the parts
 */
export function buildMtom(envelope: string, parts: readonly MimePart[], action?: string): MultipartMessage {
  const boundary = `uuid.${randomUUID()}`
  const start = `root.${randomUUID()}@anamnese`
  const chunks: Buffer[] = []
  const root: MimePart = {
    contentId: start,
    contentType: 'application/xop+xml; charset=UTF-8; type="application/soap+xml"',
    bytes: Buffer.from(envelope, 'utf8'),
  }
  for (const part of [root, ...parts]) {
    const head = [
      `--${boundary}`,
      `Content-Type: ${part.contentType}`,
      'Content-Transfer-Encoding: binary',
      `Content-ID: <${part.contentId}>`,
    ]
    chunks.push(Buffer.from(head.join(CRLF) + CRLF + CRLF, 'latin1'), part.bytes, Buffer.from(CRLF, 'latin1'))
  }
  chunks.push(Buffer.from(`--${boundary}--${CRLF}`, 'latin1'))
  const parameters = [
    'type="application/xop+xml"',
    `boundary="${boundary}"`,
    `start="<${start}>"`,
    'start-info="application/soap+xml"',
    ...(action === undefined ? [] : [`action="${action}"`]),
  ]
  return { contentType: `multipart/related; ${parameters.join('; ')}`, body: Buffer.concat(chunks) }
}

export interface ReadMultipart {
  /** the part named by `start`, else the first one */
  root: MimePart
  /** the other parts, by content id */
  parts: ReadonlyMap<string, MimePart>
}

/**
 * Unpacks multipart/related bytes. Delimiters are exact (`CRLF--boundary`), so that binary parts come out unchanged.
 *
 * @throws SoapError `SOAP.MALFORMED` or `SOAP.TOO_LARGE`
 */
export function readMultipart(contentType: string, body: Buffer, limits: Partial<MultipartLimits> = {}): ReadMultipart {
  const bounds = { ...LIMITS, ...limits }
  const { type, parameters } = readContentType(contentType)
  const boundary = parameters['boundary']
  if (type !== 'multipart/related' || boundary === undefined || boundary === '' || boundary.length > 200)
    throw malformed('multipart/related sans séparateur')
  const parts = splitParts(body, boundary, bounds).map((bytes, index) => readPart(bytes, index, bounds))
  const start = stripBrackets(parameters['start'] ?? '')
  const root = start === '' ? parts[0] : (parts.find((part) => part.contentId === start) ?? parts[0])
  if (root === undefined) throw malformed('aucune partie')
  const others = parts.filter((part) => part !== root)
  const byId = new Map(others.map((part) => [part.contentId, part]))
  if (byId.size !== others.length) throw malformed('deux parties portent le même Content-ID')
  return { root, parts: byId }
}

function splitParts(body: Buffer, boundary: string, { maxParts }: MultipartLimits): Buffer[] {
  const delimiter = Buffer.from(`${CRLF}--${boundary}`, 'latin1')
  const opening = delimiter.subarray(2)
  let at = body.subarray(0, opening.length).equals(opening) ? opening.length : skipTo(body, delimiter, 0)
  const parts: Buffer[] = []
  for (;;) {
    if (body.toString('latin1', at, at + 2) === '--') return parts
    // Transport padding: blanks between the delimiter and the end of its line (RFC 2046 §5.1.1).
    while (body[at] === 0x20 || body[at] === 0x09) at += 1
    if (body.toString('latin1', at, at + 2) !== CRLF) throw malformed('séparateur suivi d’autre chose')
    if (parts.length >= maxParts) throw new SoapError('SOAP.TOO_LARGE', 'Le message a trop de parties.', 'unknown')
    const next = skipTo(body, delimiter, at)
    parts.push(body.subarray(at + 2, next - delimiter.length))
    at = next
  }
}

function skipTo(body: Buffer, delimiter: Buffer, from: number): number {
  const found = body.indexOf(delimiter, from)
  if (found === -1) throw malformed('message tronqué')
  return found + delimiter.length
}

function readPart(bytes: Buffer, index: number, { maxHeaderBytes }: MultipartLimits): MimePart {
  const noHeader = bytes.toString('latin1', 0, 2) === CRLF
  const end = noHeader ? 0 : bytes.subarray(0, maxHeaderBytes).indexOf(`${CRLF}${CRLF}`)
  if (end === -1) throw malformed('en-tête de partie sans fin')
  const headers = new Map<string, string>()
  const text = bytes.toString('latin1', 0, end).replace(/\r\n[ \t]+/g, ' ')
  for (const line of text.split(CRLF)) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  const content = bytes.subarray(noHeader ? 2 : end + 4)
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase()
  return {
    contentId: stripBrackets(headers.get('content-id') ?? `part-${index}`),
    contentType: headers.get('content-type') ?? 'application/octet-stream',
    bytes: encoding === 'base64' ? Buffer.from(content.toString('latin1'), 'base64') : content,
  }
}

function stripBrackets(value: string): string {
  return value.trim().replace(/^<(.*)>$/, '$1')
}

function malformed(what: string): SoapError {
  return new SoapError('SOAP.MALFORMED', `Le message en plusieurs parties est malformé : ${what}.`, 'unknown')
}
