import { LETTER_SECTIONS } from '@anamnese/contracts'
import type { DocumentType } from '@anamnese/interop-clinical-documents'

/** The texts that a new letter starts from. `{name}` stands for a fact of the stay; a line whose fact is not known is left out. */
export type LetterTemplate = Readonly<Record<string, string>>

/** Facts that a template may cite. */
export const TEMPLATE_FACTS = [
  'patient',
  'birthDate',
  'age',
  'unit',
  'admission',
  'discharge',
  'duration',
  'doctor',
  'dischargeMode',
  'generalPractitioner',
] as const
export type TemplateFact = (typeof TEMPLATE_FACTS)[number]
export type TemplateFacts = Partial<Record<TemplateFact, string>>

/** The texts that a new document of a type starts from. */
export function templateOf(type: Pick<DocumentType, 'sections'>): LetterTemplate {
  return Object.fromEntries(type.sections.map(({ key, template }) => [key, template]))
}

/** Fills the texts with the facts; a line that cites an unknown fact disappears whole. */
export function fillTemplate(template: LetterTemplate, facts: TemplateFacts): Record<string, string> {
  return Object.fromEntries(Object.entries(template).map(([key, text]) => [key, fillText(text, facts)]))
}

function fillText(text: string, facts: TemplateFacts): string {
  return text
    .split('\n')
    .filter((line) => citedFacts(line).every((fact) => facts[fact] !== undefined))
    .map((line) => line.replace(/\{(\w+)\}/g, (_whole, fact: TemplateFact) => facts[fact] ?? ''))
    .join('\n')
    .trim()
}

function citedFacts(line: string): TemplateFact[] {
  return Array.from(line.matchAll(/\{(\w+)\}/g), ([, fact]) => fact as TemplateFact)
}

/** Reads the texts of the discharge letter given by the hospital: every section, no unknown fact. Throws an Error whose message says what is wrong. */
export function parseTemplate(json: string): LetterTemplate {
  const given = JSON.parse(json) as Record<string, unknown>
  for (const { key } of LETTER_SECTIONS) {
    const text = given[key]
    if (typeof text !== 'string') throw new Error(`le modèle de lettre n’a pas de texte pour la section « ${key} »`)
    const unknown = citedFacts(text).find((fact) => !TEMPLATE_FACTS.includes(fact))
    if (unknown !== undefined) throw new Error(`le modèle de lettre cite « ${unknown} », qui n’existe pas`)
  }
  return Object.fromEntries(LETTER_SECTIONS.map(({ key }) => [key, String(given[key])]))
}
