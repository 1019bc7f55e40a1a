import { searchKey } from '@anamnese/domain-traits'
import { gazetteer } from './gazetteer'
import { inForce, type Place } from './place'

export interface PlaceQuery {
  text: string
  /** birth date: codes in force that day come first */
  day?: string
  limit?: number
}

let keys: { place: Place; key: string }[] | undefined

/**
 * Places whose name or code starts with the text, accents and hyphens ignored; those in force that day first, then whole names, then by
 * name. An abbreviated saint is understood (`st brieuc`). At most `limit` places, 20 when not said.
 */
export function searchPlaces({ text, day, limit = 20 }: PlaceQuery): Place[] {
  const wanted = searchKey(text.replace(/\b(?:st|ste)\b\.?/gi, (word) => (/e/i.test(word) ? 'SAINTE' : 'SAINT')))
  const code = text.trim().toUpperCase()
  if (wanted === '' || wanted.length > 60) return []
  keys ??= gazetteer().all.map((place) => ({ place, key: searchKey(place.name) }))
  const isCode = /^\d[\dAB]?\d{0,3}$/.test(code)
  const found = keys.filter(({ place, key }) => (isCode ? place.code.startsWith(code) : key.startsWith(wanted)))
  const rank = ({ place, key }: { place: Place; key: string }): number => {
    const valid = day === undefined ? place.until === undefined : inForce(place, day)
    return (valid ? 0 : 4) + (key === wanted ? 0 : 1)
  }
  return found
    .sort((one, other) => rank(one) - rank(other) || one.key.localeCompare(other.key) || byCode(one.place, other.place))
    .slice(0, limit)
    .map(({ place }) => place)
}

const byCode = (one: Place, other: Place): number => one.code.localeCompare(other.code)
