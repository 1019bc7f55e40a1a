import type { TokenValue } from './definition'

/** Splits where the separator is not escaped by a backslash (FHIR R4 §3.1.1.5.7); the pieces keep their escapes. */
export function splitUnescaped(text: string, separator: ',' | '|'): string[] {
  const parts: string[] = []
  let part = ''
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\') {
      part += text.slice(at, at + 2)
      at++
    } else if (character === separator) {
      parts.push(part)
      part = ''
    } else part += character
  }
  return [...parts, part]
}

export function unescaped(text: string): string {
  return text.replace(/\\([\\,|$])/g, '$1')
}

/** `code`, `system|code`, `|code` (no system) or `system|` (any code of it); undefined when it is none of them. */
export function tokenOf(text: string): TokenValue | undefined {
  const parts = splitUnescaped(text, '|').map(unescaped)
  const [first = '', second] = parts
  if (parts.length > 2 || (first === '' && (second ?? '') === '')) return undefined
  if (second === undefined) return { code: first }
  return { system: first === '' ? null : first, ...(second === '' ? {} : { code: second }) }
}

/** `Patient/id`, or its address under this server, or the id alone; undefined for a reference to something else. */
export function referenceId(text: string, type: string, base: string): string | undefined {
  const relative = text.startsWith(`${base}/`) ? text.slice(base.length + 1) : text
  const match = /^(?:([A-Z][A-Za-z]+)\/)?([A-Za-z0-9.-]{1,64})$/.exec(relative)
  return match && (match[1] === undefined || match[1] === type) ? match[2] : undefined
}
