import { readFileSync } from 'node:fs'
import type { FactoryProvider } from '@nestjs/common'
import { CONFIG } from '@anamnese/platform-service'
import type { DocumentsConfig } from '../documents.config'
import { DEFAULT_TEMPLATE, type LetterTemplate, parseTemplate } from './letter-template'

export const LETTER_TEMPLATE = Symbol('letter template')

/** The hospital's own texts when it has a file of them; a file that is wrong stops the service at its start, by name. */
export const templateProvider: FactoryProvider<LetterTemplate> = {
  provide: LETTER_TEMPLATE,
  inject: [CONFIG],
  useFactory: ({ LETTER_TEMPLATE_FILE: file }: DocumentsConfig) => {
    if (file === undefined) return DEFAULT_TEMPLATE
    try {
      return parseTemplate(readFileSync(file, 'utf8'))
    } catch (cause) {
      throw new Error(`LETTER_TEMPLATE_FILE : ${cause instanceof Error ? cause.message : 'illisible'}`, { cause })
    }
  },
}
