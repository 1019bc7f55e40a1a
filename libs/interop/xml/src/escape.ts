import { XmlError } from './xml-error'

// Characters that XML 1.0 cannot carry, even escaped: control characters other than tab, line feed and carriage return, lone
// surrogates, and the two non-characters that end the basic plane.
const ILLEGAL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u
const ALL_ILLEGAL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu

/** Text for the content of an element. Throws {@link XmlError} `XML.ILLEGAL_CHARACTER`. */
export function escapeText(text: string): string {
  return legal(text).replace(/[&<>\r]/g, (character) => TEXT_ESCAPES[character] ?? character)
}

/** Text for an attribute between double quotes. Throws {@link XmlError} `XML.ILLEGAL_CHARACTER`. */
export function escapeAttribute(text: string): string {
  return legal(text).replace(/[&<>"\r\n\t]/g, (character) => ATTRIBUTE_ESCAPES[character] ?? character)
}

/** Removes what XML cannot carry, e.g. from text that was pasted from another program. */
export function withoutIllegalCharacters(text: string): string {
  return text.replace(ALL_ILLEGAL, '')
}

const TEXT_ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' }
const ATTRIBUTE_ESCAPES: Record<string, string> = { ...TEXT_ESCAPES, '"': '&quot;', '\n': '&#xA;', '\t': '&#x9;' }

/** True when the text holds a character that XML cannot carry, raw or as a numeric reference. */
export function hasIllegalCharacter(markup: string): boolean {
  if (ILLEGAL.test(markup)) return true
  for (const [, hex, decimal] of markup.matchAll(/&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,10}));/g)) {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    if (code > 0x10ffff || ILLEGAL.test(String.fromCodePoint(code))) return true
  }
  return false
}

function legal(text: string): string {
  if (!ILLEGAL.test(text)) return text
  throw new XmlError('XML.ILLEGAL_CHARACTER', 'Le texte contient un caractère que le XML ne peut pas transporter.')
}
