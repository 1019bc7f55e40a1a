/** A `Content-Type` header: the media type in lower case, and its parameters by lower-case name. */
export interface ContentType {
  type: string
  parameters: Readonly<Record<string, string>>
}

const PARAMETER = /;\s*([!#$%&'*+.^_`|~\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/gy

/** Reads a `Content-Type` header (RFC 2045 §5.1); quoted values are unquoted. */
export function readContentType(header: string): ContentType {
  const [type = ''] = /^[^;]*/.exec(header) ?? []
  const parameters: Record<string, string> = {}
  PARAMETER.lastIndex = type.length
  for (let match = PARAMETER.exec(header); match !== null; match = PARAMETER.exec(header)) {
    const [, name = '', quoted, token] = match
    parameters[name.toLowerCase()] ??= quoted?.replace(/\\(.)/g, '$1') ?? token ?? ''
  }
  return { type: type.trim().toLowerCase(), parameters }
}
