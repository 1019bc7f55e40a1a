import { createHash } from 'node:crypto'

/** Gives the identifiers of one document: anchors of its narrative, and identifiers of its sections and entries. */
export interface Identities {
  /** an `xs:ID`, unique in the document: `trt-1`, `trt-2`… */
  anchor: (name: string) => string
  /** a UUID in upper case */
  uuid: () => string
}

/**
 * The same document always gets the same identifiers, and no other document has them: they are drawn from its own OID (in the manner of
 * name-based UUIDs, RFC 9562 §5.5).
 */
export function identitiesOf(documentOid: string): Identities {
  const counts = new Map<string, number>()
  let drawn = 0
  return {
    anchor: (name) => {
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      return `${name}-${count}`
    },
    uuid: () => {
      drawn += 1
      const bytes = createHash('sha256').update(`${documentOid}#${drawn}`).digest().subarray(0, 16)
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
      const hex = bytes.toString('hex').toUpperCase()
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
    },
  }
}
