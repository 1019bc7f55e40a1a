/** Lean reads give the driver's own binary type. */
export function bytesOf(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value
  const { buffer, position } = value as { buffer: Uint8Array; position?: number }
  return Buffer.from(buffer.subarray(0, position ?? buffer.length))
}
