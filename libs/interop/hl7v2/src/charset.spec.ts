import { Hl7Message } from './message'
import { Hl7Error } from './errors'
import { charsetOf, decodeBytes, encodeText } from './charset'

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act()
  } catch (error) {
    return error instanceof Hl7Error ? error.code : String(error)
  }
  return undefined
}

const LATIN9_ONLY = '€ŠšŽžŒœŸ'

describe('character sets of MSH-18', () => {
  it('ISO-8859-15 has its eight own characters, in both directions', () => {
    const text = `Cœur élargi ${LATIN9_ONLY}`
    const bytes = encodeText(text, '8859/15')
    expect(bytes).toHaveLength(text.length)
    expect([...encodeText(LATIN9_ONLY, '8859/15')]).toEqual([0xa4, 0xa6, 0xa8, 0xb4, 0xb8, 0xbc, 0xbd, 0xbe])
    expect(decodeBytes(bytes, '8859/15')).toBe(text)
  })

  it('every byte of ISO-8859-15 survives a round trip', () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index))
    expect(encodeText(decodeBytes(bytes, ''), '')).toEqual(bytes)
  })

  it('does not take ¤ for €', () => {
    expect(codeOf(() => encodeText('¤', '8859/15'))).toBe('HL7.UNENCODABLE')
  })

  it('UTF-8 bytes that are not UTF-8 are refused, not replaced', () => {
    expect(codeOf(() => decodeBytes(Buffer.from([0x52, 0xe9, 0x61]), 'UNICODE UTF-8'))).toBe('HL7.BAD_BYTES')
  })

  it('an unknown set is refused by name', () => {
    expect(() => decodeBytes(Buffer.from('x'), 'EBCDIC')).toThrow(/EBCDIC/)
  })

  it('an acknowledgement replaces what the set does not have', () => {
    expect(encodeText('l’été → 😀', '8859/15', '?').toString('latin1')).toBe("l'été ? ?")
  })

  it('is found in the bytes, whatever the field separator', () => {
    expect(charsetOf(Buffer.from('MSH|^~\\&|||||||||||||||FRA||FR\rPID|'))).toBe('')
    expect(charsetOf(Buffer.from('MSH|^~\\&|||||||||||||||FRA|8859/15~UNICODE UTF-8|FR\rPID|'))).toBe('8859/15')
    expect(charsetOf(Buffer.from('MSH#^~\\&###############FRA#UNICODE UTF-8\nPID#'))).toBe('UNICODE UTF-8')
  })

  it('is read in MSH, behind blank lines', () => {
    const message = Hl7Message.parse(Buffer.from('\r\n MSH|^~\\&|É|||||||||||||||UNICODE UTF-8\r'))
    expect([message.charset, message.get('MSH-3')]).toEqual(['UNICODE UTF-8', 'É'])
  })
})
