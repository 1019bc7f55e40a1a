import { attributeOf, childOf, childrenOf, textOf, type XmlElement } from '@anamnese/interop-xml'
import { HL7_V3 } from '../oids'
import { sectionsOf } from '../n3/read-pdf-copy'
import type { CheckContext } from './finding'

const ID = /^[\p{L}_][\p{L}\p{M}\p{N}_.·-]*$/u
const TEMPLATE_PDF_COPY = '1.2.250.1.213.1.1.2.243'

/**
 * What every structured body must respect, whatever its model: sections with a code, a title and a text; anchors that are unique; entries
 * that point to an anchor which exists; a PDF copy that is a PDF. Published documents break the rules that no official schematron sees:
 * those warn, and are errors in what we write ourselves (`strict`).
 */
export function checkStructured(context: CheckContext, strict: boolean): void {
  const body = childOf(childOf(context.document, 'component', HL7_V3), 'structuredBody', HL7_V3)
  if (!body) return
  const silent = strict ? 'error' : 'warning'
  const sections = sectionsOf(body)
  if (sections.length === 0) context.report('error', 'CDA.N3.BODY', body, 'Le corps structuré n’a aucune section.')
  for (const section of sections) checkSection(context, section, silent)
  const elements = elementsOf(body)
  const anchors = checkAnchors(context, elements)
  for (const element of elements) {
    if (element.localName === 'reference' && element.parentNode?.localName !== 'externalDocument') {
      checkReference(context, element, anchors, silent)
    } else if (element.localName === 'renderMultiMedia') {
      const target = attributeOf(element, 'referencedObject') ?? ''
      if (!anchors.has(target)) {
        context.report('error', 'CDA.N3.MEDIA', element, 'Le média désigné par le texte n’existe pas dans le document.')
      }
    }
  }
}

function checkSection({ report }: CheckContext, section: XmlElement, silent: 'error' | 'warning'): void {
  const code = childOf(section, 'code', HL7_V3)
  if (!code) report('error', 'CDA.N3.SECTION_CODE', section, 'Une section est identifiée par son code.')
  else if (attributeOf(code, 'code') === undefined && attributeOf(code, 'nullFlavor') === undefined) {
    report('error', 'CDA.N3.SECTION_CODE', code, "Il manque l'attribut code de la section.")
  }
  if (textOf(childOf(section, 'title', HL7_V3)) === undefined) {
    report(silent, 'CDA.N3.SECTION_TITLE', section, 'La section n’a pas de titre.')
  }
  const hasParts = childrenOf(section, 'component', HL7_V3).length > 0
  const text = childOf(section, 'text', HL7_V3)
  if (!hasParts && textOf(text) === undefined && childrenOf(text ?? section, 'renderMultiMedia').length === 0) {
    report(silent, 'CDA.N3.SECTION_TEXT', section, 'La section n’a pas de texte : ses lecteurs ne verraient rien.')
  }
  const isPdfCopy = childrenOf(section, 'templateId').some((one) => attributeOf(one, 'root') === TEMPLATE_PDF_COPY)
  if (isPdfCopy) checkPdfCopy(section, report)
}

function checkPdfCopy(section: XmlElement, report: CheckContext['report']): void {
  if (textOf(childOf(section, 'title', HL7_V3)) !== 'Copie du document') {
    report('error', 'CDA.N3.PDF_COPY', section, 'La section de la copie PDF s’intitule « Copie du document ».')
  }
  const values = elementsOf(section).filter(
    (element) => element.localName === 'value' && element.parentNode?.localName === 'observationMedia',
  )
  if (values.length === 0) report('error', 'CDA.N3.PDF_COPY', section, 'La section de la copie PDF n’a pas de fichier.')
  for (const value of values) {
    if (attributeOf(value, 'nullFlavor') !== undefined) continue
    if (attributeOf(value, 'representation') !== 'B64' || attributeOf(value, 'mediaType') === undefined) {
      report('error', 'CDA.N3.PDF_COPY', value, 'La copie PDF a son mediaType et representation="B64".')
    }
    // « %PDF- » in base64: three bytes of it are four characters of the text.
    const content = (value.textContent ?? '').replace(/\s+/g, '')
    if (content.replace(/=+$/, '').length % 4 === 1) {
      report('error', 'CDA.N3.PDF_COPY', value, 'Le base64 de la copie PDF est tronqué.')
    }
    if (attributeOf(value, 'mediaType') === 'application/pdf' && !content.startsWith('JVBERi')) {
      report('error', 'CDA.N3.PDF_COPY', value, 'La copie PDF n’est pas un PDF.')
    }
  }
}

function checkAnchors({ report }: CheckContext, elements: readonly XmlElement[]): Set<string> {
  const anchors = new Set<string>()
  for (const element of elements) {
    const id = attributeOf(element, 'ID')
    if (id === undefined) continue
    if (!ID.test(id)) report('error', 'CDA.N3.ID', element, 'Un ID commence par une lettre ou un souligné.')
    if (anchors.has(id)) report('error', 'CDA.N3.ID', element, 'Cet ID est déjà celui d’un autre élément du document.')
    anchors.add(id)
  }
  return anchors
}

function checkReference(
  { report }: CheckContext,
  element: XmlElement,
  anchors: ReadonlySet<string>,
  silent: 'error' | 'warning',
): void {
  const value = attributeOf(element, 'value')
  if (value === undefined) {
    if (attributeOf(element, 'nullFlavor') === undefined && element.parentNode?.localName !== 'value')
      report(silent, 'CDA.N3.REFERENCE', element, 'La référence au texte est vide.')
  } else if (!value.startsWith('#')) {
    if (!/^[a-z]+:/i.test(value)) {
      report(silent, 'CDA.N3.REFERENCE', element, 'Une référence au texte de la section commence par « # ».')
    }
  } else if (!anchors.has(value.slice(1))) {
    report(silent, 'CDA.N3.REFERENCE', element, 'La partie du texte que l’entrée désigne n’existe pas.')
  }
}

/** Every element below, without recursion: a body may be deep. */
export function elementsOf(root: XmlElement): XmlElement[] {
  const found: XmlElement[] = []
  const waiting: XmlElement[] = childrenOf(root).reverse()
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    found.push(element)
    waiting.push(...childrenOf(element).reverse())
  }
  return found
}
