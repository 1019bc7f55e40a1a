import { isValidMatricule } from '@anamnese/domain-ins'
import { isCivilDate, searchKey } from '@anamnese/domain-traits'
import { parseInsDatamatrix } from '@anamnese/interop-datamatrix'
import { unprocessable } from '@anamnese/platform-http'
import { pairOf } from './search-keys'

/** Conditions on stored patients, in the language of the store. */
export type PatientFilter = Record<string, unknown>

export interface SearchWords {
  q?: string
  name?: string
  givenName?: string
  birthDate?: string
  status?: string[]
}

const LIVE = { mergedInto: { $exists: false } }

/**
 * What the one search field, and the detailed fields beside it, ask for. Names are searched by their first letters, without accents,
 * hyphens nor apostrophes (INS/va1.02, INS/va1.25); a matricule only whole and with its key (INS/va1.41).
 * Throws 422 for a matricule or datamatrix that is not one.
 */
export function searchFilter(words: SearchWords): PatientFilter {
  const conditions = [
    ...fromField(words.q?.trim() ?? ''),
    ...startsWith('keys.names', words.name),
    ...startsWith('keys.givenNames', words.givenName),
    ...bothIn(words.name ?? '', words.givenName ?? ''),
    ...(words.birthDate === undefined ? [] : [{ 'traits.birthDate': civilDate(words.birthDate) ?? 'invalid' }]),
    ...(words.status === undefined || words.status.length === 0 ? [] : [{ status: { $in: words.status } }, LIVE]),
  ]
  return conditions.length === 0 ? LIVE : { $and: conditions }
}

function fromField(q: string): PatientFilter[] {
  if (q === '') return []
  if (/^(?:\]d\d)?\u001d?IS\d{2}/.test(q)) return [byDatamatrix(q)]
  const compact = q.replace(/[\s.]/g, '').toUpperCase()
  if (/^[1-8]\d{4}[\dAB]{2}\d{6}(?:\d{2})?$/.test(compact) && compact.length >= 13) return [byMatricule(compact)]
  const typed = [...new Set(q.split(/\s+/))].slice(0, 8)
  const names = typed.filter((word) => !/\d/.test(word))
  return [...typed.map((word) => byWord(word)), ...bothIn(names[0] ?? '', names[1] ?? '')]
}

/** What two words have in common is found by an index of its own; the words themselves are still conditions. */
function bothIn(one: string, other: string): PatientFilter[] {
  const pair = pairOf(searchKey(one), searchKey(other))
  return pair === undefined ? [] : [{ 'keys.pairs': pair }]
}

function byMatricule(matricule: string): PatientFilter {
  if (!isValidMatricule(matricule)) {
    const what = 'Un matricule INS se recherche avec ses 15 caractères et une clé exacte.'
    throw unprocessable('SEARCH.MATRICULE', 'Ce matricule INS n’est pas valide.', what)
  }
  return { 'ins.matricule': matricule, insKey: { $gte: `${matricule}^`, $lt: `${matricule}_` }, ...LIVE }
}

function byDatamatrix(text: string): PatientFilter {
  const { ins, traits, findings } = parseInsDatamatrix(text)
  const wrong = findings.find((finding) => finding.severity === 'error')
  if (!ins || wrong) throw unprocessable('SEARCH.DATAMATRIX', 'Ce datamatrix INS n’est pas valide.', wrong?.message)
  const sameTraits = {
    'keys.names': searchKey(traits.birthName ?? ''),
    'traits.birthDate': traits.birthDate,
    'traits.sex': traits.sex,
  }
  // Whoever has this INS, or the person of these traits whose identity is not qualified yet.
  return { $or: [{ insKey: `${ins.matricule}^${ins.oid}` }, { ...sameTraits, insKey: { $exists: false } }], ...LIVE }
}

/** A word is a date, an IPP, or the beginning of a name or given name. An IPP finds its record even merged. */
function byWord(word: string): PatientFilter {
  const date = civilDate(word)
  if (date !== undefined) return { 'traits.birthDate': date, ...LIVE }
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const ipp = { ippKeys: { $regex: `^${escaped}\\^` } }
  if (/\d/.test(word)) return ipp
  const key = searchKey(word)
  if (key === '') return { _id: { $exists: false } }
  const prefix = { $regex: `^${key}` }
  return { $or: [{ 'keys.names': prefix, ...LIVE }, { 'keys.givenNames': prefix, ...LIVE }, ipp] }
}

function startsWith(field: string, text: string | undefined): PatientFilter[] {
  const key = searchKey(text ?? '')
  return key === '' ? [] : [{ [field]: { $regex: `^${key}` }, ...LIVE }]
}

/** `28/03/1979`, `28-03-1979`, `28031979` or `1979-03-28`. */
function civilDate(text: string): string | undefined {
  const match = /^(\d{2})[/.-]?(\d{2})[/.-]?(\d{4})$/.exec(text)
  const date = match ? `${match[3] ?? ''}-${match[2] ?? ''}-${match[1] ?? ''}` : text
  return isCivilDate(date) ? date : undefined
}
