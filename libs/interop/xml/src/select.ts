import type { Element, Node } from '@xmldom/xmldom'
import * as xpath from 'xpath'

/** Prefixes that an XPath expression may use, each with its namespace. */
export type NamespacePrefixes = Readonly<Record<string, string>>

const ELEMENT = 1
const ATTRIBUTE = 2

/** Functions that evaluate XPath 1.0 with the given prefixes; expressions come from our code, never from outside. */
export interface XPathSelector {
  /** the elements found, in document order */
  elements(expression: string, context: Node): Element[]
  /** the first element found */
  element(expression: string, context: Node): Element | undefined
  /** the text of the first node found (element or attribute), trimmed; undefined when none or empty */
  text(expression: string, context: Node): string | undefined
  /** the text of each node found, trimmed, without the empty ones */
  texts(expression: string, context: Node): string[]
}

/** Binds prefixes once and for all. */
export function xpathSelector(prefixes: NamespacePrefixes): XPathSelector {
  const evaluate = xpath.useNamespaces({ ...prefixes })
  const nodes = (expression: string, context: Node): Node[] => {
    const found = evaluate(expression, context as never)
    return Array.isArray(found) ? (found as unknown as Node[]) : []
  }
  const elements = (expression: string, context: Node): Element[] =>
    nodes(expression, context).filter((node): node is Element => node.nodeType === ELEMENT)
  const texts = (expression: string, context: Node): string[] =>
    nodes(expression, context)
      .map((node) => (node.nodeType === ATTRIBUTE ? (node.nodeValue ?? '') : (node.textContent ?? '')).trim())
      .filter((text) => text !== '')
  return {
    elements,
    element: (expression, context) => elements(expression, context)[0],
    text: (expression, context) => texts(expression, context)[0],
    texts,
  }
}
