import { openSync, type Font } from 'fontkit'
import { FONT_FILES } from './fonts'

/** What stands for a character that the fonts of the page have not: visible, so that nothing disappears without notice. */
const REPLACEMENT = '\uFFFD'

let covered: Set<number> | undefined

/** The code points that the fonts hold both in regular and in bold. */
function coverage(): Set<number> {
  covered ??= Object.values(FONT_FILES)
    .map((file) => new Set((openSync(file) as Font).characterSet))
    .reduce((one, other) => new Set([...one].filter((codePoint) => other.has(codePoint))))
  return covered
}

/** The characters that cannot be printed, each once: to refuse a letter, or to warn, before it is validated. */
export function unprintableCharacters(text: string): string[] {
  const known = coverage()
  const found = Array.from(normalised(text)).filter(
    (character) => !known.has(character.codePointAt(0) ?? 0) && character !== '\n',
  )
  return [...new Set(found)]
}

/** Text as the page can show it: one form per character, no control characters, tabs as spaces, unknown signs replaced. */
export function printable(text: string): string {
  const known = coverage()
  return Array.from(normalised(text))
    .map((character) => (character === '\n' || known.has(character.codePointAt(0) ?? 0) ? character : REPLACEMENT))
    .join('')
}

/** The paragraphs of a text: what empty lines separate. */
export function paragraphsOf(text: string): string[] {
  return printable(text)
    .split(/\n[ ]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
}

function normalised(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(/\r\n?|[\u2028\u2029\u000B\u000C]/g, '\n')
      .replace(/\t/g, '    ')
      // Invisible: control and format characters, soft hyphens, variation selectors.
      .replace(/(?!\n)[\p{Cc}\p{Cf}\uFE00-\uFE0F]/gu, '')
  )
}
