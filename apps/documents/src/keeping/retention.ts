import type { ClinicalDocument } from '../documents/document'

/** How long documents are kept; the first rule that speaks of a document is its rule. */
export interface RetentionRule {
  name: string
  /** every origin when absent */
  origins?: ClinicalDocument['origin'][]
  /** codes of types (J07); every type when absent */
  types?: string[]
  /** after the last passage of the patient, or the document itself when it is later */
  years: number
  /** and never before the patient is that old */
  untilAge?: number
}

/** Medical records of hospitals: twenty years after the last passage, and until the age of 28 (CSP, R.1112-7). */
export const DEFAULT_RULES: readonly RetentionRule[] = [{ name: 'Dossier médical, 20 ans', years: 20, untilAge: 28 }]

export interface Keeping {
  rule: string
  /** civil date from which the document may go */
  keepUntil: string
}

/** What is known of the patient of a document. */
export interface Passage {
  birthDate?: string
  /** civil date or instant of the last admission or discharge */
  lastPassage?: string
}

/** Until when a document is kept; undefined when no rule speaks of it: it is kept for ever. */
export function keepingOf(
  document: Pick<ClinicalDocument, 'origin' | 'type' | 'validatedAt' | 'received'>,
  passage: Passage,
  rules: readonly RetentionRule[],
): Keeping | undefined {
  const rule = rules.find(
    ({ origins, types }) =>
      (origins === undefined || origins.includes(document.origin)) &&
      (types === undefined || types.includes(document.type.code)),
  )
  if (rule === undefined) return undefined
  // A document may be dated in the past and arrive today: it counts from its arrival.
  const from = [document.validatedAt, document.received?.at, passage.lastPassage]
    .flatMap((date) => date?.slice(0, 10) ?? [])
    .sort()
    .at(-1)
  if (from === undefined) return undefined
  const grown =
    rule.untilAge !== undefined && passage.birthDate !== undefined ? later(passage.birthDate, rule.untilAge) : ''
  const end = later(from, rule.years)
  return { rule: rule.name, keepUntil: end > grown ? end : grown }
}

/** The same day, so many years later; the 29th of February becomes the 1st of March. Unknown months and days count as the last. */
function later(date: string, years: number): string {
  const [year = '', month = '', day = ''] = date.split('-')
  const known = month !== '' && month !== '00' && day !== '' && day !== '00'
  const next = Number(year) + years
  if (!known) return `${next}-12-31`
  return new Date(Date.UTC(next, Number(month) - 1, Number(day))).toISOString().slice(0, 10)
}

/** Documents dated after this day cannot be over by any rule: they are not even looked at. */
export function horizonOf(rules: readonly RetentionRule[], today: string): string {
  const shortest = Math.min(...rules.map(({ years }) => years))
  return Number.isFinite(shortest) ? later(today, -shortest) : '0000-01-01'
}

/** @throws Error in French, when the rules of a file are not rules */
export function parseRules(text: string): RetentionRule[] {
  const wrong = (reason: string): Error => new Error(`RETENTION_RULES_FILE : ${reason}`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new Error('RETENTION_RULES_FILE : ce n’est pas du JSON', { cause })
  }
  if (!Array.isArray(value)) throw wrong('une liste de règles est attendue')
  return value.map((rule: Partial<RetentionRule> | null, index) => {
    if (typeof rule?.name !== 'string' || rule.name === '') throw wrong(`la règle ${index + 1} n’a pas de nom (name)`)
    const { years, untilAge, types, origins } = rule
    if (typeof years !== 'number' || !(years >= 1 && years <= 150))
      throw wrong(`« ${rule.name} » : nombre d’années (years) de 1 à 150`)
    if (untilAge !== undefined && !(untilAge >= 0 && untilAge <= 150)) throw wrong(`« ${rule.name} » : âge (untilAge)`)
    for (const list of [types, origins])
      if (list !== undefined && !(Array.isArray(list) && list.every((item) => typeof item === 'string')))
        throw wrong(`« ${rule.name} » : types et origins sont des listes de codes`)
    return rule as RetentionRule
  })
}
