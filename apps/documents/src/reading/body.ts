import type { ContentKind, DocumentBody } from '@anamnese/contracts'
import { decodeText, MAX_HTML_BYTES, rtfToText, sanitiseHtml } from '@anamnese/interop-cda-view'
import { contentKindOf, mediaTypeOf } from '../receiving/content-kind'

/** A text longer than that is read in its own program. */
const MAX_TEXT = 500_000

/** What is shown of a file that is neither the PDF nor the image of the document. */
export function bodyOfFile(bytes: Buffer): DocumentBody {
  const kind: ContentKind = contentKindOf(bytes)
  if (kind === 'rtf') return { kind: 'text', ...rtfToText(bytes, MAX_TEXT) }
  if (kind === 'text') {
    const text = decodeText(bytes.subarray(0, MAX_TEXT * 4))
    const truncated = bytes.length > MAX_TEXT * 4 || text.length > MAX_TEXT
    return { kind: 'text', text: text.slice(0, MAX_TEXT), truncated }
  }
  if (kind === 'html' && bytes.length <= MAX_HTML_BYTES) return { kind: 'html', html: sanitiseHtml(decodeText(bytes)) }
  return {
    kind: 'file',
    mediaType: mediaTypeOf(kind),
    message:
      kind === 'tiff'
        ? 'Les navigateurs n’affichent pas les images TIFF : téléchargez le fichier.'
        : 'Ce contenu ne s’affiche pas ici : téléchargez le fichier.',
  }
}
