import { gazetteer } from './gazetteer'
import { HISTORY_UNTIL } from './official-data'
import { inForce, type Place } from './place'

/**
 * The place that a code designates: on that day when it was in force, else the period nearest to it. `undefined` for a code that the
 * official geographic code does not have.
 */
export function placeOf(code: string, day?: string): Place | undefined {
  const periods = gazetteer().byCode.get(code.toUpperCase())
  if (periods === undefined) return undefined
  if (day === undefined) return periods.at(-1)
  return periods.find((period) => inForce(period, day)) ?? nearest(periods, day)
}

function nearest(periods: readonly Place[], day: string): Place | undefined {
  return periods.findLast(({ until }) => until !== undefined && until <= day) ?? periods[0]
}

/** Was this code in force that day? `undefined` when nothing says it: unknown code, or a merger of after the history known. */
export function isValidAt(code: string, day: string): boolean | undefined {
  const place = placeOf(code, day)
  if (place === undefined) return undefined
  if (inForce(place, day)) return true
  // The commune disappeared at an unknown day after the end of the history.
  return place.until === HISTORY_UNTIL && day >= HISTORY_UNTIL ? undefined : false
}

/** The place to use instead of one whose code was not in force that day: who took over, or who it was before. */
export function placeInstead(place: Place, day: string): Place | undefined {
  if (inForce(place, day)) return undefined
  const seen = new Set<string>()
  for (let next = place.successor; next !== undefined && !seen.has(next);) {
    seen.add(next)
    const periods = gazetteer().byCode.get(next) ?? []
    const valid = periods.find((period) => inForce(period, day))
    if (valid) return valid
    next = periods.at(-1)?.successor
  }
  return predecessor(place, day)
}

/** Before a code was created (1968 around Paris, 1976 in Corsica), its commune had another one. */
function predecessor(place: Place, day: string): Place | undefined {
  if (place.from === undefined || day >= place.from) return undefined
  return gazetteer().all.find(
    (one) => one.successor === place.code && one.until === place.from && one.name === place.name && inForce(one, day),
  )
}

/** One French sentence when the code was not in force that day, with the code to use when it is known. */
export function placeHint(place: Place, day: string): string | undefined {
  if (isValidAt(place.code, day) !== false) return undefined
  const period =
    place.until !== undefined && place.until <= day
      ? `ne sert plus depuis le ${french(place.until)}`
      : `n’existe que depuis le ${french(place.from ?? '')}`
  const instead = placeInstead(place, day)
  const advice = instead === undefined ? '' : ` À cette date, le code est ${instead.code} (${instead.name}).`
  return `Le code ${place.code} (${place.name}) ${period}.${advice}`
}

const french = (day: string): string => day.split('-').reverse().join('/')
