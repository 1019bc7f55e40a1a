import type { Delimiters } from './delimiters'

/**
 * Replaces what would be read as structure (HL7 2.5 §2.7). An end of line becomes `\.br\`, any other control character its
 * hexadecimal form, so that a value can never add a segment or break an MLLP frame.
 */
export function escapeValue(value: string, delimiters: Delimiters): string {
  if (!needsEscape(value, delimiters)) return value
  const { escape } = delimiters
  const names = new Map([
    [delimiters.field, 'F'],
    [delimiters.component, 'S'],
    [delimiters.subcomponent, 'T'],
    [delimiters.repetition, 'R'],
    [escape, 'E'],
  ])
  let out = ''
  let from = 0
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at)
    const name = names.get(character) ?? controlName(value, at)
    if (name === undefined) continue
    out += `${value.slice(from, at)}${escape}${name}${escape}`
    if (character === '\r' && value.charAt(at + 1) === '\n') at++
    from = at + 1
  }
  return out + value.slice(from)
}

function controlName(value: string, at: number): string | undefined {
  const code = value.charCodeAt(at)
  if (code >= 0x20) return undefined
  if (code === 0x0a || (code === 0x0d && value.charCodeAt(at + 1) === 0x0a)) return '.br'
  return `X${code.toString(16).toUpperCase().padStart(2, '0')}`
}

function needsEscape(value: string, delimiters: Delimiters): boolean {
  return Object.values(delimiters).some((d: string) => value.includes(d)) || CONTROL.test(value)
}

const CONTROL = /[\x00-\x1f]/

/**
 * The text behind the escapes. `\.br\` and `\.sp\` become ends of line, highlighting is dropped, `\Xhh…\` gives the bytes through
 * `decode`; what is not known (`\Z…\`, character set switches, a lone escape) is left as it came, because dropping it would alter a
 * clinical text without anybody knowing.
 */
export function unescapeValue(raw: string, delimiters: Delimiters, decode: (bytes: Buffer) => string): string {
  const { escape } = delimiters
  let open = raw.indexOf(escape)
  if (open < 0) return raw
  let out = ''
  let from = 0
  while (open >= 0) {
    const close = raw.indexOf(escape, open + 1)
    if (close < 0) break
    const text = sequence(raw.slice(open + 1, close), delimiters, decode)
    if (text === undefined) {
      // Not a sequence: its end may be the start of the next one.
      open = close
      continue
    }
    out += raw.slice(from, open) + text
    from = close + 1
    open = raw.indexOf(escape, from)
  }
  return out + raw.slice(from)
}

function sequence(name: string, delimiters: Delimiters, decode: (bytes: Buffer) => string): string | undefined {
  switch (name) {
    case 'F':
      return delimiters.field
    case 'S':
      return delimiters.component
    case 'T':
      return delimiters.subcomponent
    case 'R':
      return delimiters.repetition
    case 'E':
      return delimiters.escape
    case 'H':
    case 'N':
      return ''
    default:
  }
  if (/^X(?:[0-9A-Fa-f]{2})+$/.test(name)) return decode(Buffer.from(name.slice(1), 'hex'))
  if (/^\.(?:br|sp)$/.test(name)) return '\n'
  const lines = /^\.sp\+?(\d{1,2})$/.exec(name)?.[1]
  return lines === undefined ? undefined : '\n'.repeat(Number(lines))
}
