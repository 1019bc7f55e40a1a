import { findCode, J07_DOCUMENT_TYPE } from '@anamnese/domain-value-sets'
import { classOf, DOCUMENT_FORMS, type DocumentForm, type DocumentType, type TypeSection } from './document-type'

/** Sections that the structured discharge letter is made of: a type of that form has them. */
const LDL_SES_SECTIONS = ['reason', 'summary', 'treatments']
const KEY = /^[A-Za-z][A-Za-z0-9]{0,39}$/
const NAME = /^[A-Z0-9][A-Z0-9-]{0,23}$/
const MAX_TYPES = 100
const MAX_SECTIONS = 40
const MAX_TEMPLATE = 10_000

/** A configuration of types is wrong; the message says where, in French. */
export class DocumentTypeError extends Error {
  override readonly name = 'DocumentTypeError'
  readonly code = 'DOCUMENT_TYPE.INVALID'
}

/**
 * Reads `{ "types": [ { "code", "key", "name", "title"?, "form"?, "sections": [ { "key", "title", "required"?, "code"?, "template"? } ],
 * "confidentiality"?, "dmp"?, "mssante"? } ] }`. `code` is of J07. Throws {@link DocumentTypeError}.
 *
 * @param facts what a template may cite between braces
 */
export function parseDocumentTypes(json: string, facts: readonly string[]): DocumentType[] {
  let root: unknown
  try {
    root = JSON.parse(json)
  } catch (cause) {
    throw new DocumentTypeError('ce fichier n’est pas du JSON', { cause })
  }
  const list = record(root, 'le fichier')['types']
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_TYPES) {
    throw new DocumentTypeError(`« types » est une liste de 1 à ${MAX_TYPES} types`)
  }
  const types = list.map((entry, index) => typeOf(record(entry, `types[${index}]`), facts))
  for (const field of ['key', 'code'] as const) {
    const values = types.map((type) => (field === 'key' ? type.key : type.type.code))
    const twice = values.find((value, index) => values.indexOf(value) !== index)
    if (twice !== undefined) throw new DocumentTypeError(`« ${twice} » est le ${field} de deux types`)
  }
  return types
}

function typeOf(entry: Record<string, unknown>, facts: readonly string[]): DocumentType {
  const code = text(entry, 'code', 60)
  const where = `type ${code}`
  const type = findCode(J07_DOCUMENT_TYPE, code)
  if (!type) throw new DocumentTypeError(`${where} : ce code n’est pas dans le jeu de valeurs J07`)
  const key = text(entry, 'key', 24, where)
  if (!NAME.test(key)) throw new DocumentTypeError(`${where} : « key » est en capitales, chiffres et tirets`)
  const name = text(entry, 'name', 100, where)
  const form = entry['form'] ?? 'N1'
  if (!isForm(form)) throw new DocumentTypeError(`${where} : « form » vaut ${DOCUMENT_FORMS.join(' ou ')}`)
  const sections = sectionsOf(entry['sections'], where, facts)
  if (form === 'LDL-SES') requireLetter(code, sections, where)
  const confidentiality = entry['confidentiality'] ?? 'N'
  if (confidentiality !== 'N' && confidentiality !== 'R' && confidentiality !== 'V') {
    throw new DocumentTypeError(`${where} : « confidentiality » vaut N, R ou V`)
  }
  const dmp = flag(entry, 'dmp', classOf({ type }) !== undefined && confidentiality === 'N', where)
  if (dmp && (classOf({ type }) === undefined || confidentiality !== 'N')) {
    throw new DocumentTypeError(`${where} : le DMP ne prend pas ce type, ou pas à cette confidentialité`)
  }
  const title = entry['title'] === undefined ? name : text(entry, 'title', 128, where)
  const mssante = flag(entry, 'mssante', true, where)
  return { type, key, name, title, form, sections, confidentiality, dmp, mssante }
}

function sectionsOf(value: unknown, where: string, facts: readonly string[]): TypeSection[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_SECTIONS) {
    throw new DocumentTypeError(`${where} : « sections » est une liste de 1 à ${MAX_SECTIONS} sections`)
  }
  const sections = value.map((entry: unknown, index): TypeSection => {
    const place = `${where}, section ${index + 1}`
    const section = record(entry, place)
    const key = text(section, 'key', 40, place)
    if (!KEY.test(key)) throw new DocumentTypeError(`${place} : « key » est fait de lettres et de chiffres`)
    const template = section['template'] === undefined ? '' : text(section, 'template', MAX_TEMPLATE, place, true)
    const unknown = Array.from(template.matchAll(/\{(\w+)\}/g), ([, fact]) => fact ?? '').find(
      (fact) => !facts.includes(fact),
    )
    if (unknown !== undefined) throw new DocumentTypeError(`${place} : « ${unknown} » n’est pas un fait connu`)
    const code = section['code'] === undefined ? undefined : text(section, 'code', 20, place)
    return {
      key,
      title: text(section, 'title', 100, place),
      required: flag(section, 'required', false, place),
      template,
      ...(code === undefined ? {} : { code }),
    }
  })
  const keys = sections.map(({ key }) => key)
  if (new Set(keys).size !== keys.length) throw new DocumentTypeError(`${where} : deux sections ont la même « key »`)
  if (!sections.some(({ required }) => required)) throw new DocumentTypeError(`${where} : aucune section obligatoire`)
  return sections
}

function requireLetter(code: string, sections: readonly TypeSection[], where: string): void {
  if (code !== '11490-0') throw new DocumentTypeError(`${where} : la forme LDL-SES est celle du type 11490-0`)
  for (const key of LDL_SES_SECTIONS) {
    if (!sections.some((section) => section.key === key && section.required)) {
      throw new DocumentTypeError(`${where} : la forme LDL-SES a une section obligatoire « ${key} »`)
    }
  }
}

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new DocumentTypeError(`${where} : un objet est attendu`)
}

function text(entry: Record<string, unknown>, name: string, max: number, where = 'type', mayBeEmpty = false): string {
  const value = entry[name]
  if (typeof value === 'string' && value.length <= max && (mayBeEmpty || value.trim() !== '')) return value
  throw new DocumentTypeError(`${where} : « ${name} » est un texte de ${max} caractères au plus`)
}

function flag(entry: Record<string, unknown>, name: string, otherwise: boolean, where: string): boolean {
  const value = entry[name] ?? otherwise
  if (typeof value === 'boolean') return value
  throw new DocumentTypeError(`${where} : « ${name} » vaut true ou false`)
}

function isForm(value: unknown): value is DocumentForm {
  return DOCUMENT_FORMS.some((form) => form === value)
}
