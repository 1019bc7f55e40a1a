import { buildCdaN1, buildLdlSes } from '@anamnese/interop-cda'
import { renderLetterPdf } from '@anamnese/interop-pdfa'
import type { SourceDocument } from '../source/source-document'
import { toHeader, type ValidatedSource } from './to-header'
import { toLetterContent } from './to-letter-content'
import { toPage } from './to-page'

/** The forms of one version, made of the same data. */
export interface DocumentForms {
  /** PDF/A-1b */
  pdf: Buffer
  /** the CDA that is kept and sent: structured when the type has a model, with the PDF as its copy; else the PDF in a header */
  cda: Buffer
}

/**
 * Makes the forms of a validated document. Throws `CdaError`, `PdfError`, `DatamatrixError` or `XmlError` when its data cannot make one.
 */
export async function produceForms(source: ValidatedSource): Promise<DocumentForms> {
  const pdf = await producePage(source)
  return { pdf, cda: source.type.form === 'LDL-SES' ? structured(source, pdf) : unstructured(source, pdf) }
}

/** The page alone, marked as a draft when the document is not validated. */
export function producePage(source: SourceDocument): Promise<Buffer> {
  return renderLetterPdf(toPage(source))
}

/** The PDF in a CDA header, whatever the type. */
export function unstructured(source: ValidatedSource, pdf: Buffer): Buffer {
  return buildCdaN1({ ...toHeader(source), body: { mediaType: 'application/pdf', bytes: pdf } })
}

/** The structured discharge letter. */
export function structured(source: ValidatedSource, pdf: Buffer): Buffer {
  return buildLdlSes({ ...toHeader(source), content: toLetterContent(source), pdfCopy: pdf })
}

export type { ValidatedSource } from './to-header'
