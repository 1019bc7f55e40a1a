import { el, type XmlTree } from '@anamnese/interop-xml'

/** A piece of the narrative that entries point to. */
export function anchored(id: string, text: string): XmlTree {
  return el('content', { ID: id }, lines(text))
}

/** The paragraphs of a text, an empty line between two; a line end inside one stays a line end. */
export function paragraphs(text: string): XmlTree[] {
  return blocks(text).map((block) => el('paragraph', {}, lines(block)))
}

/** A text that entries point to as a whole. */
export function anchoredParagraphs(id: string, text: string): XmlTree {
  return el('paragraph', { ID: id }, lines(blocks(text).join('\n')))
}

export function table(headings: readonly string[], rows: readonly (readonly (XmlTree | string)[])[]): XmlTree {
  const row = (name: 'th' | 'td', cells: readonly (XmlTree | string)[]): XmlTree =>
    el(
      'tr',
      {},
      cells.map((cell) => el(name, {}, cell)),
    )
  return el(
    'table',
    {},
    headings.length > 0 && el('thead', {}, row('th', headings)),
    el(
      'tbody',
      {},
      rows.map((cells) => row('td', cells)),
    ),
  )
}

/** `24/11/2026` of a civil date. */
export function dayText(day: string | undefined): string {
  return day === undefined ? '' : day.split('-').reverse().join('/')
}

function blocks(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n\s*/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
}

function lines(text: string): (XmlTree | string)[] {
  return text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [el('br'), line]))
}
