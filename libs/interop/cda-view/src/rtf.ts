import { decodeWindows1252 } from './decode-text'

const MAX_DEPTH = 100

/** Groups whose content is not text of the document. */
const HIDDEN = new Set([
  'fonttbl',
  'colortbl',
  'stylesheet',
  'info',
  'pict',
  'object',
  'objdata',
  'header',
  'footer',
  'headerl',
  'headerr',
  'footerl',
  'footerr',
  'themedata',
  'datastore',
  'listtable',
  'listoverridetable',
  'rsidtbl',
  'generator',
  'xmlnstbl',
  'fldinst',
])
const BREAKS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n\n',
  page: '\n\n',
  row: '\n',
  cell: '\t',
  tab: '\t',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
}

interface Group {
  hidden: boolean
  /** characters of fallback that follow a Unicode one */
  skip: number
}

/**
 * The text of an RTF document, without its presentation: nothing in it is interpreted (no field, object, picture). Reads in one pass, at
 * most `maxCharacters`.
 */
export function rtfToText(bytes: Uint8Array, maxCharacters = 1_000_000): { text: string; truncated: boolean } {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const token = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/gi
  const stack: Group[] = []
  let group: Group = { hidden: false, skip: 1 }
  let toSkip = 0
  let text = ''
  const add = (part: string): void => {
    let kept = part
    if (toSkip > 0) {
      kept = part.slice(toSkip)
      toSkip = Math.max(0, toSkip - part.length)
    }
    if (!group.hidden) text += kept
  }
  for (let match = token.exec(source); match && text.length < maxCharacters; match = token.exec(source)) {
    const [, word, parameter, hex, symbol, brace, plain] = match
    if (brace === '{') {
      if (stack.length >= MAX_DEPTH) break
      stack.push(group)
      group = { ...group }
      toSkip = 0
    } else if (brace === '}') {
      group = stack.pop() ?? { hidden: false, skip: 1 }
      toSkip = 0
    } else if (word !== undefined) {
      const name = word.toLowerCase()
      if (HIDDEN.has(name)) group.hidden = true
      else if (name === 'uc') group.skip = Math.max(0, Number(parameter ?? 1))
      else if (name === 'u' && parameter !== undefined) {
        add(String.fromCharCode((Number(parameter) + 65_536) % 65_536))
        toSkip = group.skip
      } else if (name === 'bin') token.lastIndex += Math.max(0, Number(parameter ?? 0))
      else {
        const character = BREAKS[name]
        if (character !== undefined) add(character)
      }
    } else if (hex !== undefined) add(decodeWindows1252(Buffer.from(hex, 'hex')))
    else if (symbol === '*') group.hidden = true
    else if (symbol === '~') add('\u00A0')
    else if (symbol !== undefined && /[\\{}]/.test(symbol)) add(symbol)
    else if (plain !== undefined) add(decodeWindows1252(Buffer.from(plain, 'latin1')))
  }
  return { text: text.slice(0, maxCharacters).trim(), truncated: text.length >= maxCharacters }
}
