import type { BirthDetails, TraitAlert } from '@anamnese/contracts'
import { placeHint, placeOf } from '@anamnese/domain-geography'
import {
  birthPlaceKind,
  checkTraits,
  type IdentityTraits,
  interpretedDate,
  isCivilDate,
  normalizeName,
  type TraitFindings,
  UNKNOWN_BIRTH_PLACE,
} from '@anamnese/domain-traits'
import { ProblemError } from '@anamnese/platform-http'

const NAMES = ['birthName', 'firstBirthGivenName', 'birthGivenNames', 'usedName', 'usedGivenName'] as const

/** Traits as they are recorded: names written as the RNIV writes them, those without a value left out. */
export function writtenTraits(traits: Partial<IdentityTraits>): Partial<IdentityTraits> {
  const names = NAMES.flatMap((trait): [string, string][] => {
    const value = traits[trait]
    return value === undefined ? [] : [[trait, normalizeName(value)]]
  })
  const code = traits.birthPlaceCode?.trim().toUpperCase()
  return known({ ...traits, ...Object.fromEntries(names), ...(code === undefined ? {} : { birthPlaceCode: code }) })
}

/** What a request says, as a plain object: what it leaves out, or leaves empty, is not there. */
export function known<T extends object>(said: T): T {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined && value !== '')) as T
}

/** Every rule on traits: those of each one, those of the code of the place at the birth date, those of the details of the birth. */
export function judged(traits: Partial<IdentityTraits>, birth: BirthDetails | undefined, today: string): TraitFindings {
  const { errors, alerts } = checkTraits(traits, today)
  const place = placeFindings(traits)
  const details = birth === undefined ? [] : birthErrors(traits, birth)
  return { errors: [...errors, ...place.errors, ...details], alerts: [...alerts, ...place.alerts] }
}

/** @throws ProblemError 422 with one line per trait that cannot be recorded, among those named when some are */
export function refuseWrong(
  traits: Partial<IdentityTraits>,
  birth: BirthDetails | undefined,
  among?: readonly string[],
): void {
  const found = judged(traits, birth, new Date().toISOString().slice(0, 10)).errors
  const errors = among === undefined ? found : found.filter(({ trait }) => among.includes(trait))
  if (errors.length === 0) return
  const lines = errors.map(({ trait, message }) => ({ field: trait, message }))
  const title = 'Ces traits ne peuvent pas être enregistrés.'
  throw new ProblemError(422, 'IDENTITY.TRAITS', title, errors[0]?.message, { errors: lines })
}

function placeFindings({ birthPlaceCode: code, birthDate }: Partial<IdentityTraits>): TraitFindings {
  if (code === undefined || code === UNKNOWN_BIRTH_PLACE || birthPlaceKind(code) === undefined) {
    return { errors: [], alerts: [] }
  }
  const day = birthDate !== undefined && isCivilDate(birthDate) ? birthDate : undefined
  const place = placeOf(code, day)
  if (place === undefined) {
    // The official code of today may lack communes of before 1943 and of the former overseas departments.
    const message = `Le code ${code} n’est pas dans le code officiel géographique.`
    return { errors: [], alerts: [{ trait: 'birthPlaceCode', code: 'UNKNOWN', message }] }
  }
  const hint = day === undefined ? undefined : placeHint(place, day)
  return { errors: [], alerts: hint === undefined ? [] : [{ trait: 'birthPlaceCode', code: 'PERIOD', message: hint }] }
}

const PARTS = /^(\d{4})-(\d{2})-(\d{2})$/

/** A date of which a part is unknown is the one that the rule gives (guide INS EXI ID 11). */
function birthErrors({ birthDate = '' }: Partial<IdentityTraits>, { precision }: BirthDetails): TraitAlert[] {
  const [, year, month, day] = PARTS.exec(birthDate)?.map(Number) ?? []
  if (precision === undefined || precision === 'year-estimated' || year === undefined) return []
  const expected = interpretedDate({
    year,
    ...(precision === 'day-unknown' ? { month: month ?? 1 } : {}),
    ...(precision === 'month-unknown' ? { day: day ?? 1 } : {}),
  })
  if (expected === birthDate) return []
  const message = `Avec une partie inconnue, la date de naissance s’écrit ${expected.split('-').reverse().join('/')}.`
  return [{ trait: 'birthDate', code: 'INTERPRETED', message }]
}
