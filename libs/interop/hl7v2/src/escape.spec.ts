import { STANDARD_DELIMITERS } from './delimiters'
import { escapeValue, unescapeValue } from './escape'

const utf8 = (bytes: Buffer) => bytes.toString('utf8')
const read = (raw: string) => unescapeValue(raw, STANDARD_DELIMITERS, utf8)
const write = (value: string) => escapeValue(value, STANDARD_DELIMITERS)

describe('escapes of HL7 2.5 §2.7', () => {
  it.each([
    ['a\\F\\b', 'a|b'],
    ['a\\S\\b', 'a^b'],
    ['a\\T\\b', 'a&b'],
    ['a\\R\\b', 'a~b'],
    ['a\\E\\b', 'a\\b'],
    ['un\\.br\\deux', 'un\ndeux'],
    ['un\\.sp2\\deux', 'un\n\ndeux'],
    ['\\X0D\\', '\r'],
    ['\\XC3A9\\t\\XC3A9\\', 'été'],
    ['\\H\\gras\\N\\', 'gras'],
  ])('%s is read as %j', (raw, text) => {
    expect(read(raw)).toBe(text)
  })

  it.each(['\\Z12\\', '\\C2842\\', 'C:\\temp', '\\', '\\\\', 'a\\Q\\b'])('%s, which is not known, is kept', (raw) => {
    expect(read(raw)).toBe(raw)
  })

  it('reads a sequence that follows a lone escape character', () => {
    expect(read('C:\\temp\\F\\x')).toBe('C:\\temp|x')
  })

  it('gives back every text that it wrote, ends of line being \\n', () => {
    const alphabet = ['|', '^', '~', '\\', '&', '\n', 'F', '.br', 'X0D', 'é', '€', ' ', '\t', '"', '\u0000', '😀']
    let seed = 7
    const random = (max: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed % max
    }
    for (let run = 0; run < 2000; run++) {
      const text = Array.from({ length: random(12) }, () => alphabet[random(alphabet.length)]).join('')
      const written = write(text)
      expect(written).not.toMatch(/[|^~&\n\r]/)
      expect(read(written)).toBe(text)
    }
  })

  it('never lets a value end a segment or a frame', () => {
    expect(write('a\r\nb\rc\u000b\u001c')).toBe('a\\.br\\b\\X0D\\c\\X0B\\\\X1C\\')
  })
})
