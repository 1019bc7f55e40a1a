import type { ContentKind } from '@anamnese/contracts'

const MAGIC: readonly (readonly [ContentKind, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['xdm', [0x50, 0x4b, 0x03, 0x04]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
]

const MEDIA_TYPES: Readonly<Record<ContentKind, string>> = {
  cda: 'text/xml',
  xdm: 'application/zip',
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  tiff: 'image/tiff',
  rtf: 'application/rtf',
  text: 'text/plain',
  html: 'text/html',
  unknown: 'application/octet-stream',
}

const LOOKED_AT = 4096

/** What bytes are, by what they begin with: neither their name nor what the sender says counts. */
export function contentKindOf(bytes: Buffer): ContentKind {
  const magic = MAGIC.find(([, start]) => start.every((byte, index) => bytes[index] === byte))
  if (magic) return magic[0]
  const start = beginningOf(bytes)
  if (start === undefined) return 'unknown'
  if (/^\s*<(\?xml|!--|([\w.-]+:)?(ClinicalDocument|stylesheet|Signature)[\s>])/i.test(start)) return 'cda'
  if (/^\s*(<!doctype\s+html|<html[\s>])/i.test(start)) return 'html'
  return 'text'
}

export function mediaTypeOf(kind: ContentKind): string {
  return MEDIA_TYPES[kind]
}

/** The beginning as a text, undefined when it is none: a control character other than those of a text says so. */
function beginningOf(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, LOOKED_AT)
  if (head.length === 0) return undefined
  if (head[0] === 0xff && head[1] === 0xfe) return head.subarray(2).toString('utf16le')
  if (head[0] === 0xfe && head[1] === 0xff)
    return Buffer.from(head.subarray(2, head.length & ~1))
      .swap16()
      .toString('utf16le')
  const text = head.toString('latin1').replace(/^\u00EF\u00BB\u00BF/, '')
  return /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/.test(text) ? undefined : text
}
