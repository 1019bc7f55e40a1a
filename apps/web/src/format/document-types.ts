import { J07_DOCUMENT_TYPE } from '@anamnese/domain-value-sets'

/** The types of documents (J07), by their label. */
export const DOCUMENT_TYPE_CHOICES: readonly { value: string; label: string }[] = J07_DOCUMENT_TYPE.codes
  .map(({ code, display }) => ({ value: code, label: display }))
  .sort((left, right) => left.label.localeCompare(right.label, 'fr'))
