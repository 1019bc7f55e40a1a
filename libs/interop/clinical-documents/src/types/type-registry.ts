import { DEFAULT_DOCUMENT_TYPES } from './default-types'
import type { DocumentType } from './document-type'

/** The types of documents that can be written here: those of the product, then those of the hospital, which win. */
export class DocumentTypes {
  private readonly byCode: ReadonlyMap<string, DocumentType>

  constructor(configured: readonly DocumentType[] = []) {
    this.byCode = new Map([...DEFAULT_DOCUMENT_TYPES, ...configured].map((type) => [type.type.code, type]))
  }

  get all(): DocumentType[] {
    return [...this.byCode.values()]
  }

  /** By code of J07, or by short name. */
  find(codeOrKey: string): DocumentType | undefined {
    const key = codeOrKey.toUpperCase()
    return this.byCode.get(codeOrKey) ?? this.all.find((type) => type.key === key)
  }
}
