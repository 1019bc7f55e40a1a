import type { XmlLimits } from './limits'
import { XmlError } from './xml-error'

/**
 * Walks over the markup once, before any parser sees it: refuses document type declarations (and with them every entity, internal or
 * external) and what is nested or long beyond the limits. What is merely malformed is left to the parser.
 */
export function guardMarkup(text: string, limits: XmlLimits): void {
  let depth = 0
  let elements = 0
  let at = text.indexOf('<')
  while (at !== -1) {
    const next = text[at + 1]
    if (next === '!') at = skipDeclaration(text, at)
    else if (next === '?') at = skipTo(text, '?>', at)
    else {
      const end = endOfTag(text, at)
      if (next === '/') depth -= 1
      else {
        elements += 1
        if (text[end - 2] !== '/') depth += 1
        if (depth > limits.maxDepth)
          throw new XmlError('XML.TOO_DEEP', 'Le document XML est trop profondément imbriqué.')
        if (elements > limits.maxElements) {
          throw new XmlError('XML.TOO_MANY_ELEMENTS', "Le document XML contient trop d'éléments.")
        }
      }
      at = end
    }
    at = text.indexOf('<', at)
  }
}

function skipDeclaration(text: string, at: number): number {
  if (text.startsWith('<!--', at)) return skipTo(text, '-->', at + 4)
  if (text.startsWith('<![CDATA[', at)) return skipTo(text, ']]>', at)
  throw new XmlError('XML.DOCTYPE_FORBIDDEN', 'Le document XML contient une DTD ou une entité : il est refusé.')
}

function skipTo(text: string, mark: string, at: number): number {
  const found = text.indexOf(mark, at)
  return found === -1 ? text.length : found + mark.length
}

/** The position after the `>` that ends the tag; a `>` inside a quoted value does not. */
function endOfTag(text: string, at: number): number {
  const boundary = /["'>]/g
  let from = at
  for (;;) {
    boundary.lastIndex = from
    const found = boundary.exec(text)
    if (!found) return text.length
    if (found[0] === '>') return found.index + 1
    from = skipTo(text, found[0], found.index + 1)
  }
}
