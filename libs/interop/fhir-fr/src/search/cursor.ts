const MAX_LENGTH = 600

/**
 * Where a page ended, as an opaque text: the next page begins after it, whatever was added or removed meanwhile.
 * It says the order that it belongs to: it cannot be used with another one.
 */
export function writeCursor(sort: string, value: string, id: string): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url')
}

/** `undefined` when it is not one of ours, or of another order. */
export function readCursor(text: string, sort: string): [string, string] | undefined {
  if (text.length > MAX_LENGTH || !/^[A-Za-z0-9_-]+$/.test(text)) return undefined
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (!Array.isArray(read) || read.length !== 3 || !read.every((part) => typeof part === 'string')) return undefined
    const [order, value, id] = read as [string, string, string]
    return order === sort ? [value, id] : undefined
  } catch {
    // Not JSON: not ours.
    return undefined
  }
}
