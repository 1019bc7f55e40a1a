import type { LetterData } from '@anamnese/contracts'

/** A row with a property changed; an empty one is left out, for « nothing » is not a value. */
export function withText<T extends object>(row: T, key: keyof T & string, text: string): T {
  const entries = Object.entries(row).filter(([name]) => name !== key)
  return Object.fromEntries(text.trim() === '' ? entries : [...entries, [key, text]]) as T
}

/** The data as they are sent: rows that have no name yet stay on the screen, and what is empty is left out. */
export function sendableData(data: LetterData): LetterData {
  const named = {
    ...data,
    ...(data.treatments ? { treatments: data.treatments.filter(({ name }) => name.trim() !== '') } : {}),
    ...(data.stoppedTreatments
      ? { stoppedTreatments: data.stoppedTreatments.filter(({ name }) => name.trim() !== '') }
      : {}),
    ...(data.allergies ? { allergies: data.allergies.filter(({ agent }) => agent.trim() !== '') } : {}),
    ...(data.plans ? { plans: data.plans.filter(({ text }) => text.trim() !== '') } : {}),
  }
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== ''))
}

/** Whether two data are the same, in whatever order their properties come. */
export function sameData(one: LetterData, other: LetterData): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => a.localeCompare(b))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}
