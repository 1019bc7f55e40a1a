import { readFileSync } from 'node:fs'
import type { FactoryProvider } from '@nestjs/common'
import { type DocumentType, DocumentTypes, parseDocumentTypes } from '@anamnese/interop-clinical-documents'
import { CONFIG } from '@anamnese/platform-service'
import type { DocumentsConfig } from '../documents.config'
import { LETTER_TYPE } from '../letters/letter'
import { parseTemplate, TEMPLATE_FACTS } from './letter-template'

/** The types that may be written: those of the product and of the hospital. A file that is wrong stops the service at its start, by name. */
export const templateProvider: FactoryProvider<DocumentTypes> = {
  provide: DocumentTypes,
  inject: [CONFIG],
  useFactory: ({ DOCUMENT_TYPES_FILE, LETTER_TEMPLATE_FILE }: DocumentsConfig) => {
    const configured = read('DOCUMENT_TYPES_FILE', DOCUMENT_TYPES_FILE, (json) =>
      parseDocumentTypes(json, TEMPLATE_FACTS),
    )
    const types = new DocumentTypes(configured)
    const texts = read('LETTER_TEMPLATE_FILE', LETTER_TEMPLATE_FILE, parseTemplate)
    const letter = types.find(LETTER_TYPE.code)
    if (!texts || !letter) return types
    const written: DocumentType = {
      ...letter,
      sections: letter.sections.map((section) => ({ ...section, template: texts[section.key] ?? section.template })),
    }
    return new DocumentTypes([...(configured ?? []).filter((type) => type.type.code !== LETTER_TYPE.code), written])
  },
}

function read<T>(variable: string, file: string | undefined, parse: (json: string) => T): T | undefined {
  if (file === undefined) return undefined
  try {
    return parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new Error(`${variable} : ${cause instanceof Error ? cause.message : 'illisible'}`, { cause })
  }
}
