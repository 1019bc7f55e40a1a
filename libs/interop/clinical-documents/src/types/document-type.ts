import type { Code } from '@anamnese/domain-professional-ids'
import { classOfType, formatOfMediaType, formatOfTemplates } from '@anamnese/domain-value-sets'

/** A part of a document that people write: its heading on the page and in the form. */
export interface TypeSection {
  /** identifies the text among those of the document */
  key: string
  title: string
  required: boolean
  /** LOINC code of the section, for the structured models to come and for readers of the API */
  code?: string
  /** what a new document starts from; `{fact}` stands for a fact of the stay */
  template: string
}

/** `N1`: a PDF in a CDA header. `LDL-SES`: the structured model of the discharge letter, with its PDF copy. */
export const DOCUMENT_FORMS = ['N1', 'LDL-SES'] as const
export type DocumentForm = (typeof DOCUMENT_FORMS)[number]

/** A kind of document that the hospital writes. */
export interface DocumentType {
  /** J07 */
  type: Required<Code>
  /** short name on the command line and in file names: `LDL-SES` */
  key: string
  /** what people call it */
  name: string
  /** title of the documents, 128 characters at most */
  title: string
  form: DocumentForm
  sections: readonly TypeSection[]
  /** CDA confidentiality of its documents */
  confidentiality: 'N' | 'R' | 'V'
  /** whether its documents feed the DMP, and leave by MSSanté; a type that the DMP has no class for never does */
  dmp: boolean
  mssante: boolean
}

/** The templates of each form, that its format code depends on. */
const MODELS: Record<DocumentForm, string | undefined> = { N1: undefined, 'LDL-SES': '1.2.250.1.213.1.1.1.29' }

/** Class in the DMP (ASS_X16); undefined when the DMP does not take the type. */
export function classOf({ type }: Pick<DocumentType, 'type'>): Required<Code> | undefined {
  return classOfType(type.code)
}

/** Format of what is made of the type (ASS_A11, ASS_A12). */
export function formatOf({ form }: Pick<DocumentType, 'form'>): Required<Code> {
  const model = MODELS[form]
  const format = model === undefined ? formatOfMediaType('application/pdf') : formatOfTemplates([model])
  if (!format) throw new RangeError(`no format for ${form}`)
  return format
}

/** True when documents of the type, or one of its documents of that confidentiality, may feed the DMP. */
export function feedsDmp(type: DocumentType, confidentiality = type.confidentiality): boolean {
  return type.dmp && confidentiality === 'N' && classOf(type) !== undefined
}
