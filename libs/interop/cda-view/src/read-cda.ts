import { type CdaHeader, decodeBase64, locateDocument, readCdaHeader } from '@anamnese/interop-cda'
import { attributeOf, childOf, childrenOf, descend, textOf, type XmlElement } from '@anamnese/interop-xml'
import type { CdaReading, EmbeddedFile, NarrativeSection } from './model'
import { NarrativeRenderer } from './narrative'
import { readResults } from './results'

/** Section « Copie du document » of the CI-SIS, whose PDF is shown first (FR-Document-PDF-copie). */
const PDF_COPY = '1.2.250.1.213.1.1.2.243'
const SHOWN_IMAGES = new Set(['image/jpeg', 'image/png', 'image/gif'])
const MAX_IMAGES = 50

/**
 * Reads any CDA R2 document to be shown: header, file of an N1, narrative and coded results of an N3, images, PDF copy. Own presentation
 * always: a stylesheet that the document names or is in is noted and not run. Throws `CdaError` or `XmlError`.
 */
export function readCda(xml: Uint8Array | string): CdaReading {
  const { element, packaging } = locateDocument(xml)
  const header = readCdaHeader(xml)
  const body = descend(element, 'component', 'structuredBody')
  const stylesheet = packaging === 'self-presenting' ? packaging : referenced(element)
  const base = { header, ...(stylesheet === undefined ? {} : { stylesheet }) }
  if (body === undefined) return { ...base, ...fileOf(header), sections: [], images: [], results: [], truncated: false }
  const media = mediaOf(body)
  const images = media.filter(({ file }) => SHOWN_IMAGES.has(file.mediaType)).slice(0, MAX_IMAGES)
  const renderer = new NarrativeRenderer((id) => {
    const index = images.findIndex((image) => image.ids.includes(id))
    return index === -1 ? undefined : index
  })
  const sections = sectionsOf(body).filter((section) => !isPdfCopy(section))
  const copy = pdfCopyOf(body)
  return {
    ...base,
    ...(copy === undefined ? {} : { file: copy }),
    sections: sections.map((section) => narrativeOf(section, renderer)),
    images: images.map(({ file }) => file),
    results: readResults(body),
    truncated: renderer.truncated,
  }
}

function fileOf({ body }: CdaHeader): { file?: EmbeddedFile } {
  return body.level === 'N1' ? { file: { mediaType: body.mediaType.toLowerCase(), bytes: body.bytes } } : {}
}

/** `<?xml-stylesheet?>` before the document. */
function referenced(document: XmlElement): 'reference' | undefined {
  for (let node = document.ownerDocument?.firstChild; node; node = node.nextSibling)
    if (node.nodeType === 7 && node.nodeName === 'xml-stylesheet') return 'reference'
  return undefined
}

function sectionsOf(parent: XmlElement): XmlElement[] {
  return childrenOf(parent, 'component').flatMap((component) => childrenOf(component, 'section'))
}

function narrativeOf(section: XmlElement, renderer: NarrativeRenderer): NarrativeSection {
  const coded = childOf(section, 'code')
  const code = attributeOf(coded, 'code')
  const display = attributeOf(coded, 'displayName')
  const content = renderer.render(childOf(section, 'text'))
  return {
    title: textOf(childOf(section, 'title')) ?? display ?? '',
    ...(code === undefined
      ? {}
      : {
          code: { code, system: attributeOf(coded, 'codeSystem') ?? '', ...(display === undefined ? {} : { display }) },
        }),
    content,
    sections: sectionsOf(section)
      .filter((inner) => !isPdfCopy(inner))
      .map((inner) => narrativeOf(inner, renderer)),
  }
}

function isPdfCopy(section: XmlElement): boolean {
  return childrenOf(section, 'templateId').some((template) => attributeOf(template, 'root') === PDF_COPY)
}

function pdfCopyOf(body: XmlElement): EmbeddedFile | undefined {
  const section = everySection(body).find(isPdfCopy)
  return section && mediaOf(section).find(({ file }) => file.mediaType === 'application/pdf')?.file
}

function everySection(parent: XmlElement): XmlElement[] {
  return sectionsOf(parent).flatMap((section) => [section, ...everySection(section)])
}

/** The files of the entries, with the identifiers that the narrative designates them by. */
function mediaOf(body: XmlElement): { ids: string[]; file: EmbeddedFile }[] {
  const found: { ids: string[]; file: EmbeddedFile }[] = []
  const visit = (element: XmlElement): void => {
    if (element.localName === 'text') return
    const file = element.localName === 'observationMedia' ? embedded(childOf(element, 'value')) : undefined
    if (file) found.push({ ids: [attributeOf(element, 'ID') ?? ''], file })
    for (const child of childrenOf(element)) visit(child)
  }
  visit(body)
  return found
}

/** A file in base64; one that cannot be decoded is left out of what is shown, the document itself is kept. */
function embedded(value: XmlElement | undefined): EmbeddedFile | undefined {
  const mediaType = attributeOf(value, 'mediaType')?.toLowerCase()
  const content = value?.textContent ?? ''
  if (mediaType === undefined || content.trim() === '') return undefined
  try {
    return { mediaType, bytes: decodeBase64(content) }
  } catch {
    return undefined
  }
}
