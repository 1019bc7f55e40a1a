import { insKey } from '@anamnese/domain-ins'
import type { DemoPerson } from '@anamnese/tool-demo'

/** A patient of a large base: names are shared as in life, a few by many people and most by few. */
const SYLLABLES = 'BA CHE DU FI GO LA MER NO PIC ROU SA TRE VAL ZE KER LE GUEN MON DEL BRI'.split(' ')

function word(n: number): string {
  const part = (value: number): string => SYLLABLES[value % SYLLABLES.length] ?? ''
  return part(n) + part(Math.floor(n / 20)) + part(Math.floor(n / 400) + n * 7)
}

/** Skewed towards small ranks: the square of a uniform value. */
const rankOf = (uniform: number, count: number): number => Math.floor(uniform * uniform * count)

/** A reproducible value between 0 and 1 (golden ratio sequence: even over any range of n). */
const uniform = (n: number, step: number): number => (n * step) % 1

export function basePerson(n: number): DemoPerson {
  const two = (value: number): string => String(value).padStart(2, '0')
  const year = 1930 + Math.floor(uniform(n, 0.7548776662) * 95)
  const [month, day] = [1 + Math.floor(uniform(n, 0.5698402909) * 12), 1 + Math.floor(uniform(n, 0.3819660113) * 28)]
  const thirteen = `2${two(year % 100)}${two(month)}${String(n).padStart(8, '0')}`
  return {
    key: `S${n}`,
    ipp: `77${String(n).padStart(8, '0')}`,
    family: word(rankOf(uniform(n, 0.6180339887), 8000)),
    given: word(rankOf(uniform(n, 0.4142135623), 400) + 11),
    birthDate: `${year}-${two(month)}-${two(day)}`,
    sex: 'F',
    birthPlace: '22278',
    street: `${1 + (n % 300)} RUE DES AJONCS`,
    city: 'GUINGAMP',
    postalCode: '22200',
    ins: thirteen + insKey(thirteen),
    generalPractitioner: false,
  }
}

/** The one that the service itself writes, to be multiplied: each of its words is found nowhere else in what is stored. */
export const PATTERN: DemoPerson = {
  ...basePerson(99_000_001),
  key: `SP${Date.now()}`,
  family: 'QWXFAMILLE',
  given: 'ZKJPRENOM',
  birthDate: '1903-07-19',
  street: '999 RUE DU MODELE',
}

/** What is stored of {@link PATTERN}, as it would be of someone else. */
export function storedAs(pattern: string, id: string, person: DemoPerson, newId: string): unknown {
  const beginnings = [person.family.slice(0, 3), person.given.slice(0, 3)].sort().join(':')
  const changes: [string, string][] = [
    // searched by the beginnings of two words
    ['QWX:ZKJ', beginnings],
    [id, newId],
    [PATTERN.family, person.family],
    [PATTERN.given, person.given],
    [PATTERN.birthDate, person.birthDate],
    [PATTERN.street, person.street],
    [PATTERN.ipp, person.ipp],
    [PATTERN.ins ?? '', person.ins ?? ''],
  ]
  return JSON.parse(changes.reduce((text, [from, to]) => text.replaceAll(from, to), pattern))
}
