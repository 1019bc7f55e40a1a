/** One DER element: its tag, its content, and the whole of its bytes. */
export interface DerElement {
  tag: number
  content: Buffer
  raw: Buffer
}

/**
 * Reads the DER element at `offset` of `bytes`.
 *
 * @throws RangeError when the lengths do not hold together
 */
export function readDer(bytes: Buffer, offset = 0): DerElement {
  const tag = bytes.readUInt8(offset)
  let length = bytes.readUInt8(offset + 1)
  let start = offset + 2
  if (length >= 0x80) {
    const size = length & 0x7f
    if (size === 0 || size > 4) throw new RangeError('DER length out of bounds')
    length = bytes.readUIntBE(start, size)
    start += size
  }
  const end = start + length
  if (end > bytes.length) throw new RangeError('DER element longer than its container')
  return { tag, content: bytes.subarray(start, end), raw: bytes.subarray(offset, end) }
}

/** Reads the elements held by a constructed one. */
export function derChildren(element: DerElement): DerElement[] {
  const children: DerElement[] = []
  for (let offset = 0; offset < element.content.length;) {
    const child = readDer(element.content, offset)
    children.push(child)
    offset += child.raw.length
  }
  return children
}

/** Writes the content of an OBJECT IDENTIFIER in dotted form. */
export function readOid(content: Buffer): string {
  const arcs: number[] = []
  let value = 0
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f)
    if ((byte & 0x80) === 0) {
      if (arcs.length === 0) {
        const first = Math.min(Math.floor(value / 40), 2)
        arcs.push(first, value - first * 40)
      } else arcs.push(value)
      value = 0
    }
  }
  return arcs.join('.')
}
