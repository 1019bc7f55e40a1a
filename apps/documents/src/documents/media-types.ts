const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'text/xml': 'xml',
  'application/xml': 'xml',
  'text/xsl': 'xsl',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
  'application/rtf': 'rtf',
  'text/plain': 'txt',
  'text/html': 'html',
  'application/zip': 'zip',
}

/** What the browser shows in its own frame or image, and never interprets as a page. */
const SHOWN = new Set(['application/pdf', 'image/jpeg', 'image/png'])

export function extensionOf(mediaType: string): string {
  return EXTENSIONS[mediaType] ?? 'bin'
}

export function isShown(mediaType: string): boolean {
  return SHOWN.has(mediaType)
}
