import { attributeOf, childrenOf, isElement, textOf, type XmlElement, type XmlNode } from '@anamnese/interop-xml'
import type { NarrativeElement, NarrativeNode, NarrativeTag } from './model'

/** More nodes than the longest published report has by far; beyond, reading would not help anybody. */
export const MAX_NODES = 40_000
const MAX_SPAN = 100

/** Elements of StrucDoc that have one of ours. Any other is passed through: its text counts, the element does not. */
const TAGS: Readonly<Record<string, NarrativeTag>> = {
  paragraph: 'p',
  br: 'br',
  item: 'li',
  table: 'table',
  caption: 'caption',
  thead: 'thead',
  tbody: 'tbody',
  tfoot: 'tfoot',
  tr: 'tr',
  th: 'th',
  td: 'td',
  sub: 'sub',
  sup: 'sup',
  footnote: 'em',
}

/** Never content: what a browser would run or load has no business in a narrative. */
const DROPPED = new Set(['script', 'style', 'object', 'iframe', 'embed', 'colgroup', 'col'])

const STYLES: readonly (readonly [RegExp, NarrativeTag])[] = [
  [/\bbold\b/i, 'strong'],
  [/\bitalics?\b/i, 'em'],
  [/\bunderline\b/i, 'u'],
  [/\bstrikethrough\b/i, 's'],
]

/** Where cells may be: text or elements between them have no place in a table. */
const ROWS_ONLY = new Set<NarrativeTag>(['table', 'thead', 'tbody', 'tfoot', 'tr'])

/** Turns narratives into nodes of our own closed list; counts what it makes, across the sections of a document. */
export class NarrativeRenderer {
  private nodes = 0

  /** @param imageOf the number of the image that an identifier designates */
  constructor(private readonly imageOf: (id: string) => number | undefined) {}

  /** True once the limit was met: the rest is not shown. */
  get truncated(): boolean {
    return this.nodes >= MAX_NODES
  }

  /** @param text `section/text`, a NarrativeBlock */
  render(text: XmlElement | undefined): NarrativeNode[] {
    return text === undefined ? [] : this.children(text)
  }

  private children(parent: XmlElement, within?: NarrativeTag): NarrativeNode[] {
    const found: NarrativeNode[] = []
    for (let node: XmlNode | null = parent.firstChild; node && !this.truncated; node = node.nextSibling) {
      if (isElement(node)) found.push(...this.element(node))
      else if ((node.nodeType === 3 || node.nodeType === 4) && !(within && ROWS_ONLY.has(within))) {
        const text = (node.nodeValue ?? '').replace(/\s+/g, ' ')
        if (text !== '') this.push(found, text)
      }
    }
    return tidy(found)
  }

  private element(element: XmlElement): NarrativeNode[] {
    const name = element.localName ?? ''
    if (DROPPED.has(name)) return []
    if (name === 'list') return this.list(element)
    if (name === 'renderMultiMedia') return this.figure(element)
    if (name === 'linkHtml') return this.link(element)
    const tag = TAGS[name]
    if (tag === undefined) return this.styled(element, this.children(element))
    const spans = { ...span(element, 'colspan', 'colSpan'), ...span(element, 'rowspan', 'rowSpan') }
    const children = tag === 'br' ? [] : this.styled(element, this.children(element, tag), ROWS_ONLY.has(tag))
    return this.one({ tag, ...spans, children })
  }

  private list(element: XmlElement): NarrativeNode[] {
    const ordered = attributeOf(element, 'listType') === 'ordered'
    const caption = textOf(childrenOf(element, 'caption')[0])
    const items = childrenOf(element, 'item').flatMap((item) => this.element(item))
    const list = this.one({ tag: ordered ? 'ol' : 'ul', children: items })
    return caption === undefined ? list : [...this.one({ tag: 'p', children: [caption] }), ...list]
  }

  private figure(element: XmlElement): NarrativeNode[] {
    const image = (attributeOf(element, 'referencedObject') ?? '')
      .split(/\s+/)
      .map((id) => this.imageOf(id))
      .find((found) => found !== undefined)
    const caption = textOf(childrenOf(element, 'caption')[0])
    if (image === undefined) return caption === undefined ? [] : this.one({ tag: 'p', children: [caption] })
    return this.one({ tag: 'figure', image, children: caption === undefined ? [] : [caption] })
  }

  /** An address is shown as text: nobody leaves the record by a click on what a document says. */
  private link(element: XmlElement): NarrativeNode[] {
    const text = this.children(element)
    const href = attributeOf(element, 'href')
    const said = text.filter((node): node is string => typeof node === 'string').join('')
    const address = href !== undefined && /^(https?|mailto):/i.test(href) && !said.includes(href) ? ` (${href})` : ''
    return this.one({ tag: 'span', children: address === '' ? text : [...text, address] })
  }

  private styled(element: XmlElement, children: NarrativeNode[], never = false): NarrativeNode[] {
    const style = attributeOf(element, 'styleCode')
    if (never || style === undefined || children.length === 0) return children
    return STYLES.filter(([pattern]) => pattern.test(style)).reduce<NarrativeNode[]>(
      (inner, [, tag]) => this.one({ tag, children: inner }),
      children,
    )
  }

  private one(element: NarrativeElement): NarrativeNode[] {
    const made: NarrativeNode[] = []
    this.push(made, element)
    return made
  }

  private push(into: NarrativeNode[], node: NarrativeNode): void {
    this.nodes += 1
    into.push(node)
  }
}

/** Spaces alone at both ends say nothing. */
function tidy(nodes: NarrativeNode[]): NarrativeNode[] {
  let [from, to] = [0, nodes.length]
  while (from < to && nodes[from] === ' ') from += 1
  while (to > from && nodes[to - 1] === ' ') to -= 1
  return nodes.slice(from, to)
}

function span(element: XmlElement, name: string, key: 'colSpan' | 'rowSpan'): Partial<NarrativeElement> {
  const value = Number(attributeOf(element, name))
  return Number.isInteger(value) && value > 1 ? { [key]: Math.min(value, MAX_SPAN) } : {}
}
