import { type DocumentType, DocumentTypes } from '@anamnese/interop-clinical-documents'
import { ProblemError, unprocessable } from '@anamnese/platform-http'
import { type Letter, typeOfLetter } from './letter'

/** The type of a letter to write. @throws ProblemError 422 `DOCUMENT_TYPE.UNKNOWN`, which names those that may be written here */
export function requireType(types: DocumentTypes, code: string): DocumentType {
  const type = types.find(code)
  if (type) return type
  const known = types.all.map((one) => `${one.type.code} ${one.name}`).join(', ')
  throw unprocessable('DOCUMENT_TYPE.UNKNOWN', 'Ce type de document n’est pas rédigé ici.', `Types : ${known}.`)
}

/** @throws ProblemError 400 `LETTER.UNKNOWN_SECTION` for a text that the type has no place for */
export function requireSections(
  types: DocumentTypes,
  letter: Letter,
  sections: Readonly<Record<string, string>>,
): void {
  const type = requireType(types, typeOfLetter(letter).code)
  const unknown = Object.keys(sections).find((key) => !type.sections.some((section) => section.key === key))
  if (unknown === undefined) return
  const known = type.sections.map(({ key }) => key).join(', ')
  throw new ProblemError(
    400,
    'LETTER.UNKNOWN_SECTION',
    'Cette section n’est pas de ce type de document.',
    `Sections : ${known}.`,
  )
}
