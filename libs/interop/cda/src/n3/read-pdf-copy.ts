import { attributeOf, childOf, childrenOf, descend, type XmlElement } from '@anamnese/interop-xml'
import { decodeBase64 } from '../base64'
import { locateDocument } from '../locate'
import { SECTIONS } from './templates'

const [PDF_COPY] = SECTIONS.pdfCopy.templates

/**
 * The PDF copy of a structured document (FR-Document-PDF-copie), that readers show first and that goes beside the document in a mail.
 * Undefined when there is none. Throws `CdaError` (`CDA.NOT_A_CDA`, `CDA.BODY_UNREADABLE`) or `XmlError`.
 */
export function readPdfCopy(xml: Uint8Array | string): Buffer | undefined {
  const { element } = locateDocument(xml)
  const body = descend(element, 'component', 'structuredBody')
  const section = body && sectionsOf(body).find(isPdfCopy)
  if (!section) return undefined
  for (const entry of childrenOf(section, 'entry')) {
    for (const component of childrenOf(childOf(entry, 'organizer') ?? entry, 'component')) {
      const value = descend(component, 'observationMedia', 'value')
      if (attributeOf(value, 'mediaType') !== 'application/pdf') continue
      const content = value?.textContent ?? ''
      if (content.trim() !== '') return decodeBase64(content)
    }
  }
  return undefined
}

/** The sections of a body, at any depth. */
export function sectionsOf(parent: XmlElement): XmlElement[] {
  return childrenOf(parent, 'component').flatMap((component) =>
    childrenOf(component, 'section').flatMap((section) => [section, ...sectionsOf(section)]),
  )
}

function isPdfCopy(section: XmlElement): boolean {
  return childrenOf(section, 'templateId').some((template) => attributeOf(template, 'root') === PDF_COPY)
}
