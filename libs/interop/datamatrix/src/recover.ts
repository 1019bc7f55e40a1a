import { insOid, isValidMatricule } from '@anamnese/domain-ins'
import { isCivilDate, nameDefect } from '@anamnese/domain-traits'
import { FIELD_IDS, FIELDS, type FieldId, isoDateOf, REQUIRED_FIELDS } from './format'

export type Fields = Partial<Record<FieldId, string>>

/** Ways beyond which the text is not the string of a code: stops a hostile one. */
const MAX_STEPS = 20_000
const MAX_SOLUTIONS = 5

/**
 * The ways to cut a text that has lost its separators, or has spaces instead: each field once, each value right, nothing left over. One
 * way is an answer, several are an ambiguity that a person must settle by reading the code again.
 */
export function cutWithoutSeparators(text: string): Fields[] {
  const solutions = new Map<string, Fields>()
  let steps = 0
  const follow = (at: number, fields: Fields): void => {
    if (at === text.length) {
      if (REQUIRED_FIELDS.every((id) => fields[id] !== undefined)) solutions.set(JSON.stringify(sorted(fields)), fields)
      return
    }
    for (const id of FIELD_IDS) {
      if (fields[id] !== undefined || !text.startsWith(id, at)) continue
      for (const end of endsOf(text, at + id.length, id, fields)) {
        steps += 1
        if (steps > MAX_STEPS || solutions.size >= MAX_SOLUTIONS) return
        const value = text.slice(at + id.length, end).trimEnd()
        if (isRight(id, value)) follow(end, { ...fields, [id]: value })
      }
    }
  }
  follow(0, {})
  return [...solutions.values()]
}

/** Where a value may end: at its length, with the text, or where another field begins. */
function endsOf(text: string, start: number, id: FieldId, fields: Fields): number[] {
  const { maxLength, fixed } = FIELDS[id]
  if (fixed) {
    // A space may stand for a separator that the reader put after it.
    const end = start + maxLength
    return text[end] === ' ' ? [end + 1] : end <= text.length ? [end] : []
  }
  const ends: number[] = []
  for (let end = start + 1; end <= Math.min(start + maxLength + 1, text.length); end += 1) {
    const begins = FIELD_IDS.some((other) => other !== id && fields[other] === undefined && text.startsWith(other, end))
    if (begins || end === text.length) ends.push(end)
  }
  return ends
}

function isRight(id: FieldId, value: string): boolean {
  if (!FIELDS[id].pattern.test(value)) return false
  switch (id) {
    case 'S1':
      return isValidMatricule(value)
    case 'S2':
      return insOid(value) !== undefined
    case 'S3':
      return nameDefect(value, 'given') === undefined
    case 'S4':
      return nameDefect(value, 'family') === undefined
    case 'S6':
      return isCivilDate(isoDateOf(value))
    default:
      return true
  }
}

function sorted(fields: Fields): [string, string | undefined][] {
  return FIELD_IDS.map((id) => [id, fields[id]])
}
