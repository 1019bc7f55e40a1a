import sanitizeHtml from 'sanitize-html'

const TAGS = [
  ...['html', 'body', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'div', 'span', 'pre', 'blockquote'],
  ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'strong', 'b', 'em', 'i', 'u', 's', 'sub', 'sup', 'small', 'code'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'img'],
]

/** What a text in HTML may weigh to be shown. */
export const MAX_HTML_BYTES = 5_000_000

/**
 * HTML from outside made harmless: a closed list of elements, no attribute but spans and the text of images, images only when they are
 * inside the document (`data:` JPEG, PNG or GIF). No script, style, link, form, frame or address to load survives. It is shown in a
 * sandboxed frame of its own all the same.
 */
export function sanitiseHtml(html: string): string {
  const body = sanitizeHtml(html, {
    allowedTags: TAGS.filter((tag) => tag !== 'html' && tag !== 'body'),
    allowedAttributes: { td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan', 'scope'], img: ['src', 'alt'] },
    allowedSchemes: [],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'svg', 'math', 'template', 'title', 'object'],
    exclusiveFilter: ({ tag, attribs }) =>
      tag === 'img' && !/^data:image\/(jpeg|png|gif);base64,[A-Za-z0-9+/=\s]+$/.test(attribs['src'] ?? ''),
    nestingLimit: 100,
  })
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Document reçu</title></head><body>${body}</body></html>`
}
