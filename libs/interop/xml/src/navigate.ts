import type { Element, Node } from '@xmldom/xmldom'

/** The element children of a node, in order; only those of that local name, and of that namespace, when given. */
export function childrenOf(parent: Node, localName?: string, namespace?: string): Element[] {
  const found: Element[] = []
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (!isElement(node)) continue
    if (localName !== undefined && node.localName !== localName) continue
    if (namespace !== undefined && node.namespaceURI !== namespace) continue
    found.push(node)
  }
  return found
}

/** The first element child of that name. */
export function childOf(parent: Node | undefined, localName: string, namespace?: string): Element | undefined {
  return parent ? childrenOf(parent, localName, namespace)[0] : undefined
}

/** Follows local names down from a node, the first child of each. */
export function descend(from: Node | undefined, ...localNames: string[]): Element | undefined {
  let at: Node | undefined = from
  for (const localName of localNames) at = childOf(at, localName)
  return at as Element | undefined
}

/** The value of an attribute without namespace, trimmed; undefined when absent or empty. */
export function attributeOf(element: Element | undefined, name: string): string | undefined {
  const value = element?.getAttribute(name)?.trim()
  return value === undefined || value === '' ? undefined : value
}

/** The text of an element and of what it contains, spaces made single and trimmed; undefined when there is none. */
export function textOf(element: Node | undefined): string | undefined {
  const text = element?.textContent?.replace(/\s+/g, ' ').trim()
  return text === undefined || text === '' ? undefined : text
}

export function isElement(node: Node | null | undefined): node is Element {
  return node?.nodeType === 1
}

/** Where an element is, as people read it: `ClinicalDocument/author[2]/time`. */
export function pathOf(element: Element): string {
  const steps: string[] = []
  for (let node: Node | null = element; isElement(node); node = node.parentNode) {
    const parent: Node | null = node.parentNode
    const twins = parent ? childrenOf(parent, node.localName ?? '', node.namespaceURI ?? undefined) : []
    const index = twins.length > 1 ? `[${twins.indexOf(node) + 1}]` : ''
    steps.unshift(`${node.nodeName}${index}`)
  }
  return steps.join('/')
}
