import { randomBytes } from 'node:crypto'
import { parseXml, serialiseXml } from '@anamnese/interop-xml'
import { buildMtom, readMultipart } from './multipart'
import { binaryContent, xopInclude } from './xop'

const part = (contentId: string, bytes: Buffer): { contentId: string; contentType: string; bytes: Buffer } => ({
  contentId,
  contentType: 'application/octet-stream',
  bytes,
})
const text = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1')

describe('An MTOM message', () => {
  it('gives back each part byte for byte, even when it looks like line ends or delimiters', () => {
    const parts = [
      part('a@x', Buffer.from('\r\n--uuid\r\n\r\n')),
      part('b@x', randomBytes(100_000)),
      part('c@x', Buffer.alloc(0)),
      part('d@x', Buffer.from('\r\n\r\n')),
    ]
    const { contentType, body } = buildMtom('<e/>', parts, 'urn:action')
    const read = readMultipart(contentType, body)
    expect(read.root.bytes.toString()).toBe('<e/>')
    expect(read.root.contentType).toContain('application/xop+xml')
    expect([...read.parts.values()].map(({ bytes }) => bytes)).toEqual(parts.map(({ bytes }) => bytes))
  })

  it('announces its root, its start-info and its action as SOAP 1.2 MTOM does', () => {
    const { contentType } = buildMtom('<e/>', [], 'urn:action')
    expect(contentType).toMatch(
      /^multipart\/related; type="application\/xop\+xml"; boundary="[^"]+"; start="<[^"]+>"; start-info="application\/soap\+xml"; action="urn:action"$/,
    )
  })

  it('finds its root by start, wherever it is', () => {
    const body = text('preamble', '--b', 'Content-ID: <doc>', '', 'DOC', '--b', 'Content-ID: <r>', '', '<e/>', '--b--')
    const read = readMultipart('Multipart/Related; boundary=b; start="<r>"', body)
    expect(read.root.bytes.toString()).toBe('<e/>')
    expect(read.parts.get('doc')?.bytes.toString()).toBe('DOC')
  })

  it('decodes base64 parts and folded headers', () => {
    const body = text('--b', 'Content-Transfer-Encoding:', ' base64', '', 'QUJD', '--b--')
    expect(readMultipart('multipart/related; boundary="b"', body).root.bytes.toString()).toBe('ABC')
  })

  it.each([
    ['cut in the middle', text('--b', 'Content-ID: <r>', '', '<e/>')],
    ['without a delimiter', text('nothing')],
    ['with a header that never ends', text('--b', `X: ${'a'.repeat(20_000)}`, '', 'x', '--b--')],
    [
      'with two parts of one name',
      text('--b', '', 'r', '--b', 'Content-ID: <a>', '', '', '--b', 'Content-ID: <a>', '', '', '--b--'),
    ],
  ])('is refused when %s', (_, body) => {
    expect(() => readMultipart('multipart/related; boundary=b', body)).toThrow(
      expect.objectContaining({ code: 'SOAP.MALFORMED' }) as Error,
    )
  })

  it('is refused with more parts than allowed', () => {
    const { contentType, body } = buildMtom('<e/>', [part('a', Buffer.alloc(1)), part('b', Buffer.alloc(1))])
    expect(() => readMultipart(contentType, body, { maxParts: 2 })).toThrow(
      expect.objectContaining({ code: 'SOAP.TOO_LARGE' }) as Error,
    )
  })
})

describe('An included part', () => {
  const element = (xml: string): Parameters<typeof binaryContent>[0] => parseXml(xml).documentElement!

  it('is found although its name is escaped in the address', () => {
    const bytes = Buffer.from('document')
    const parts = new Map([['a b/é@x', part('a b/é@x', bytes)]])
    const xml = `<d>${serialiseXml(xopInclude('a b/é@x'), { declaration: false })}</d>`
    expect(xml).toContain('href="cid:a%20b%2F%C3%A9@x"')
    expect(binaryContent(element(xml), parts)).toBe(bytes)
  })

  it('may be inline base64 instead', () => {
    expect(binaryContent(element('<d>QU\n JD</d>'), new Map()).toString()).toBe('ABC')
  })

  it('is refused when absent', () => {
    const xml = '<d><x:Include xmlns:x="http://www.w3.org/2004/08/xop/include" href="cid:none"/></d>'
    expect(() => binaryContent(element(xml), new Map())).toThrow(
      expect.objectContaining({ code: 'SOAP.MALFORMED' }) as Error,
    )
  })
})
