import { LETTER_SECTIONS, type LetterSectionKey } from '@anamnese/contracts'

/** The texts that a new letter starts from. `{name}` stands for a fact of the stay; a line whose fact is not known is left out. */
export type LetterTemplate = Record<LetterSectionKey, string>

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

/**
 * What a hospital starts with. It says what the record holds and nothing else: that nothing was entered is said as such, and is for the
 * physician to complete.
 */
export const DEFAULT_TEMPLATE: LetterTemplate = {
  reason: 'Hospitalisation à partir du {admission}.\nService : {unit}.',
  summary:
    '{patient}, {age}, a séjourné dans l’établissement du {admission} au {discharge} ({duration}).\n' +
    'Médecin responsable : {doctor}.\n' +
    'Sortie : {dischargeMode}.',
  results: '',
  allergies: 'Aucune allergie ni effet indésirable n’a été saisi dans le dossier pour ce séjour.',
  treatments: 'Aucun traitement de sortie n’a été saisi dans le dossier pour ce séjour.',
  stoppedTreatments: '',
  followUp: 'Aucun rendez-vous n’a été saisi dans le dossier.\nSuivi par le médecin traitant : {generalPractitioner}.',
}

/** Fills the texts with the facts; a line that cites an unknown fact disappears whole. */
export function fillTemplate(template: LetterTemplate, facts: TemplateFacts): Record<LetterSectionKey, string> {
  const filled = LETTER_SECTIONS.map(({ key }) => [key, fillText(template[key], facts)] as const)
  return Object.fromEntries(filled) as Record<LetterSectionKey, string>
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

/** Reads a template given by the hospital: every section, no unknown fact. Throws an Error whose message says what is wrong. */
export function parseTemplate(json: string): LetterTemplate {
  const given = JSON.parse(json) as Record<string, unknown>
  for (const { key } of LETTER_SECTIONS) {
    const text = given[key]
    if (typeof text !== 'string') throw new Error(`le modèle de lettre n’a pas de texte pour la section « ${key} »`)
    const unknown = citedFacts(text).find((fact) => !TEMPLATE_FACTS.includes(fact))
    if (unknown !== undefined) throw new Error(`le modèle de lettre cite « ${unknown} », qui n’existe pas`)
  }
  return Object.fromEntries(LETTER_SECTIONS.map(({ key }) => [key, String(given[key])])) as LetterTemplate
}
