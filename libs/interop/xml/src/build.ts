import { escapeAttribute, escapeText } from './escape'
import { XmlError } from './xml-error'

/** An element to write. Names carry their prefix; namespaces are declared as attributes (`xmlns`, `xmlns:x`). */
export interface XmlTree {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (XmlTree | string)[]
}

/** What an element may be given as children: nothing is written for `undefined`, `null` and `false`; lists are flattened. */
export type XmlChild = XmlTree | string | undefined | null | false | readonly XmlChild[]
export type XmlAttributes = Readonly<Record<string, string | number | boolean | undefined>>

const NAME = /^[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?$/

/** Makes an element; attributes whose value is undefined are left out. Throws {@link XmlError} when a name is not one. */
export function el(name: string, attributes: XmlAttributes = {}, ...children: XmlChild[]): XmlTree {
  const kept: Record<string, string> = {}
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) kept[key] = String(value)
  const wrong = [name, ...Object.keys(kept)].find((candidate) => !NAME.test(candidate))
  if (wrong !== undefined)
    throw new XmlError('XML.MALFORMED', "Ce nom d'élément ou d'attribut XML est impossible.", wrong)
  return { name, attributes: kept, children: flatten(children) }
}

/** Writes a tree on one line, or indented by two spaces where no text would change. Encoding is the caller's: UTF-8 always. */
export function serialiseXml(root: XmlTree, options: { declaration?: boolean; indent?: boolean } = {}): string {
  const { declaration = true, indent = false } = options
  const head = declaration ? `<?xml version="1.0" encoding="UTF-8"?>${indent ? '\n' : ''}` : ''
  return head + write(root, indent ? 0 : undefined) + (indent ? '\n' : '')
}

function flatten(children: readonly XmlChild[]): (XmlTree | string)[] {
  return children.flatMap((child): (XmlTree | string)[] => {
    if (child === undefined || child === null || child === false) return []
    if (typeof child === 'string') return [child]
    return isList(child) ? flatten(child) : [child]
  })
}

function isList(child: XmlTree | readonly XmlChild[]): child is readonly XmlChild[] {
  return Array.isArray(child)
}

function write(tree: XmlTree, level: number | undefined): string {
  const attributes = Object.entries(tree.attributes).map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
  const start = `<${tree.name}${attributes.join('')}`
  if (tree.children.length === 0) return `${start}/>`
  const mixed = tree.children.some((child) => typeof child === 'string')
  const inner = level === undefined || mixed ? undefined : level + 1
  const content = tree.children.map((child) => (typeof child === 'string' ? escapeText(child) : write(child, inner)))
  if (inner === undefined) return `${start}>${content.join('')}</${tree.name}>`
  const margin = '  '.repeat(inner)
  return `${start}>\n${content.map((line) => margin + line).join('\n')}\n${'  '.repeat(inner - 1)}</${tree.name}>`
}
