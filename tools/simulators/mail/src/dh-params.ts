import { getDiffieHellman } from 'node:crypto'

/** The 2048-bit group 14 of RFC 3526 as PEM, so that nothing has to be generated at start. */
export function dhParamsPem(): string {
  const group = getDiffieHellman('modp14')
  const der = sequence(Buffer.concat([integer(group.getPrime()), integer(group.getGenerator())]))
  const lines = der.toString('base64').replace(/(.{64})/g, '$1\n')
  return `-----BEGIN DH PARAMETERS-----\n${lines}\n-----END DH PARAMETERS-----\n`
}

function sequence(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x30]), length(content.length), content])
}

function integer(value: Buffer): Buffer {
  const positive = (value[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), value]) : value
  return Buffer.concat([Buffer.from([0x02]), length(positive.length), positive])
}

function length(size: number): Buffer {
  if (size < 0x80) return Buffer.from([size])
  if (size < 0x100) return Buffer.from([0x81, size])
  return Buffer.from([0x82, size >> 8, size & 0xff])
}
