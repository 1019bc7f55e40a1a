import { randomInt } from 'node:crypto'

/**
 * A new OID under the root of the hospital, arc `.4` (documents): milliseconds, then six random digits. Two replicas need not agree, a
 * restored database never gives a number again, and the unique index has the last word.
 */
export function newDocumentOid(root: string, now = Date.now()): string {
  return `${root}.4.${now}${String(randomInt(1_000_000)).padStart(6, '0')}`
}
