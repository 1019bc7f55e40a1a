import { UNKNOWN_BIRTH_PLACE } from '@anamnese/domain-traits'
import { COUNTRIES } from './countries'
import { type CommuneOfThePast, communesOfThePast, communesOfToday, HISTORY_UNTIL } from './official-data'
import { departmentOf, type Place } from './place'

export interface Gazetteer {
  /** the periods of each code, the oldest first */
  byCode: ReadonlyMap<string, readonly Place[]>
  all: readonly Place[]
}

let loaded: Gazetteer | undefined

/** Every place known, read once. */
export function gazetteer(): Gazetteer {
  loaded ??= load()
  return loaded
}

function load(): Gazetteer {
  const all: Place[] = [...communes(), ...COUNTRIES.map((country): Place => ({ ...country, kind: 'country' })), UNKNOWN]
  const byCode = new Map<string, Place[]>()
  for (const place of all) {
    const periods = byCode.get(place.code)
    if (periods) periods.push(place)
    else byCode.set(place.code, [place])
  }
  for (const periods of byCode.values()) periods.sort((one, other) => (one.from ?? '').localeCompare(other.from ?? ''))
  return { byCode, all }
}

const UNKNOWN: Place = { code: UNKNOWN_BIRTH_PLACE, name: 'Lieu inconnu', kind: 'unknown' }

function communes(): Place[] {
  const today = communesOfToday()
  const current = new Map(today.filter(({ type }) => type === 'commune-actuelle').map((one) => [one.code, one]))
  const heads = new Map(today.flatMap(({ code, chefLieu }) => (chefLieu === undefined ? [] : [[code, chefLieu]])))
  const past = communesOfThePast()
  const poles = new Map(past.flatMap(({ id, pole }) => (pole === undefined ? [] : [[id, codeOf(pole)]])))
  const places: Place[] = []
  const known = new Set<string>()
  for (const one of past) {
    if (one.type !== 'COM') continue
    known.add(one.code)
    const ended = one.dateFin ?? (current.has(one.code) ? undefined : HISTORY_UNTIL)
    const successor = ended === undefined ? undefined : (takenOverBy(one, poles) ?? heads.get(one.code))
    places.push({
      code: one.code,
      name: one.nom,
      kind: 'commune',
      department: departmentOf(one.code),
      ...(one.dateDebut === undefined ? {} : { from: one.dateDebut }),
      ...(ended === undefined ? {} : { until: ended }),
      ...(successor === undefined || successor === one.code ? {} : { successor }),
    })
  }
  for (const { code, nom, type } of today) {
    const missing = !known.has(code) && type === 'commune-actuelle'
    // A birth is recorded in the arrondissement of Paris, Lyon and Marseille.
    if (!missing && type !== 'arrondissement-municipal') continue
    places.push({ code, name: nom, kind: 'commune', department: departmentOf(code) })
  }
  return places
}

/** The next code: its own after a change of department, that of the commune it became part of after a merger. */
function takenOverBy(one: CommuneOfThePast, poles: ReadonlyMap<string, string>): string | undefined {
  if (one.successeur === undefined) return undefined
  const next = codeOf(one.successeur)
  return next === one.code ? poles.get(one.successeur) : next
}

/** `COM-2A004@1976-01-01` → `2A004`. */
function codeOf(id: string): string {
  return id.slice(id.indexOf('-') + 1, id.indexOf('@'))
}
