import { XmlError } from './xml-error'
import { parseXml } from './parse'

function codeOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof XmlError) return error.code
    throw error
  }
  return 'accepted'
}

describe('XML that comes from outside', () => {
  it('is parsed with its namespaces and its accents', () => {
    const root = parseXml(
      Buffer.from('<?xml version="1.0" encoding="UTF-8"?><a xmlns="urn:x">é &amp; &#233;</a>'),
    ).documentElement
    expect(root?.namespaceURI).toBe('urn:x')
    expect(root?.textContent).toBe('é & é')
  })

  it('is decoded by its declaration or its byte order mark', () => {
    expect(
      parseXml(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\u00e9</a>', 'latin1')).documentElement
        ?.textContent,
    ).toBe('é')
    expect(parseXml(Buffer.from('\ufeff<a>é</a>', 'utf16le')).documentElement?.textContent).toBe('é')
    expect(parseXml('\ufeff<a>é</a>').documentElement?.textContent).toBe('é')
  })

  it.each([
    ['a document type', '<!DOCTYPE a><a/>', 'XML.DOCTYPE_FORBIDDEN'],
    [
      'a document type after a comment',
      '<?xml version="1.0"?><!-- > --><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
      'XML.DOCTYPE_FORBIDDEN',
    ],
    ['an external entity', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'XML.DOCTYPE_FORBIDDEN'],
    ['an unknown entity', '<a>&nbsp;</a>', 'XML.MALFORMED'],
    ['an open element', '<a><b></a>', 'XML.MALFORMED'],
    ['two roots', '<a/><b/>', 'XML.MALFORMED'],
    ['a repeated attribute', '<a b="1" b="2"/>', 'XML.MALFORMED'],
    ['an attribute without quotes', '<a b=c/>', 'XML.MALFORMED'],
    ['an unbound prefix', '<p:a/>', 'XML.MALFORMED'],
    ['a null character', '<a>&#0;</a>', 'XML.MALFORMED'],
    ['a control character', '<a>\u0001</a>', 'XML.MALFORMED'],
    ['no element', 'bonjour', 'XML.MALFORMED'],
    ['nothing', '', 'XML.MALFORMED'],
  ])('is refused with %s', (_what, text, code) => {
    expect(codeOf(() => parseXml(text))).toBe(code)
  })

  it('is refused when its bytes are not in the encoding it declares', () => {
    expect(codeOf(() => parseXml(Buffer.from('<a>é</a>', 'latin1')))).toBe('XML.ENCODING')
    expect(codeOf(() => parseXml(Buffer.from('<?xml version="1.0" encoding="UTF-7"?><a/>')))).toBe('XML.ENCODING')
  })

  it('is refused beyond the limits', () => {
    expect(codeOf(() => parseXml('<a/>', { maxBytes: 3 }))).toBe('XML.TOO_LARGE')
    expect(codeOf(() => parseXml('<a>'.repeat(9) + '</a>'.repeat(9), { maxDepth: 8 }))).toBe('XML.TOO_DEEP')
    expect(codeOf(() => parseXml('<a>'.repeat(100_000)))).toBe('XML.TOO_DEEP')
    expect(codeOf(() => parseXml(`<a>${'<b/>'.repeat(9)}</a>`, { maxElements: 9 }))).toBe('XML.TOO_MANY_ELEMENTS')
  })

  it('is not counted as deep for what is in comments, character data and quoted values', () => {
    const text = '<a b="<c> />" d=\'>\'><!-- <x><x><x> --><![CDATA[<x><x><x>]]><?pi <x><x>?></a>'.replace(
      '"<c>',
      '"&lt;c>',
    )
    expect(codeOf(() => parseXml(text, { maxDepth: 1, maxElements: 1 }))).toBe('accepted')
  })

  it('never shows its content in the error', () => {
    try {
      parseXml('<a>DUPONT<b></a>')
      throw new Error('accepted')
    } catch (error) {
      expect(error).toBeInstanceOf(XmlError)
      expect(JSON.stringify(error)).not.toContain('DUPONT')
      expect((error as XmlError).detail).toMatch(/^line \d+, column \d+$/)
    }
  })
})
