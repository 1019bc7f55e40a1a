import { decode } from 'iconv-lite'

/** A text of which nobody says how it is encoded: UTF-8 when it is, else Windows-1252, which reads any byte. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decodeWindows1252(bytes)
  }
}

/** Not by `TextDecoder`: some releases of Node read this encoding as Latin-1, and lose the euro sign. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'windows-1252')
}
