import fc from 'fast-check'
import { birthDateDefect } from './birth-date'
import { birthPlaceKind } from './birth-place'
import { checkTraits } from './check-traits'
import { isCivilDate, isLunarDate } from './civil-date'
import type { IdentityTraits } from './identity-traits'
import { nameDefect, normalizeName, searchKey, startsGivenNames } from './names'

/** FUZZ_RUNS=1000000 for a long campaign. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 20_000)
jest.setTimeout(20 * 60_000)

const separators = fc.constantFrom(' ', '-', "'", '’', '—', '\u00a0', '\t', '')
const letters = fc.constantFrom('A', 'é', 'Œ', 'ß', 'ı', 'İ', 'ﬁ', '\u0301', 'Ǆ', 'ж', '李', '\ud800', '\u0000', '7')
const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc
    .array(fc.oneof(letters, separators, fc.constantFrom('LE', 'MARTIN')), { maxLength: 60 })
    .map((all) => all.join('')),
)
const dates = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.tuple(fc.nat(9999), fc.nat(99), fc.nat(99)).map(([y, m, d]) => `${pad(y, 4)}-${pad(m, 2)}-${pad(d, 2)}`),
)
const pad = (value: number, length: number): string => String(value).padStart(length, '0')

describe('rules of traits, whatever is typed', () => {
  it('a name written once is written the same again, and is either clean or refused', () => {
    fc.assert(
      fc.property(names, fc.constantFrom('family' as const, 'given' as const), (raw, kind) => {
        const name = normalizeName(raw)
        expect(normalizeName(name)).toBe(name)
        if (nameDefect(name, kind) === undefined) expect(name).toMatch(/^['A-Z](?:[A-Z '-]{0,98}[A-Z])?$/)
        expect(searchKey(raw)).toMatch(/^[A-Z0-9]*$/)
        expect(startsGivenNames(raw, raw)).toBe(true)
      }),
      { numRuns },
    )
  })

  it('a date is of the calendar, lunar or neither, and never two of them', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(isCivilDate(date) && isLunarDate(date)).toBe(false)
        if (birthDateDefect(date, '2026-11-25') === undefined) {
          expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date)
        }
      }),
      { numRuns },
    )
  })

  it('no traits make the rules throw, and what they accept has the five that are needed', () => {
    const traits = fc.record(
      { birthName: names, firstBirthGivenName: names, birthDate: dates, sex: fc.string(), birthPlaceCode: fc.string() },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(traits, (some) => {
        const { errors } = checkTraits(some as Partial<IdentityTraits>, '2026-11-25')
        if (errors.length === 0) expect(birthPlaceKind(some.birthPlaceCode ?? '')).toBeDefined()
      }),
      { numRuns },
    )
  })
})
