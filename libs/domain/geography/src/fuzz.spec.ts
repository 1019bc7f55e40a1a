import fc from 'fast-check'
import { isValidAt, placeHint, placeInstead, placeOf } from './places'
import { searchPlaces } from './search'
import { inForce } from './place'

/** FUZZ_RUNS=1000000 for a long campaign. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 20_000)
jest.setTimeout(20 * 60_000)

const codes = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.stringMatching(/^(?:\d{5}|2[AB]\d{3}|99[1-5]\d{2})$/),
  fc.constantFrom('20004', '2A004', '01340', '75056', '78687', '99115', '99999'),
)
const days = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc
    .date({ min: new Date('1850-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
)

describe('places, whatever is asked', () => {
  it('an answer is a place of that code, and what is proposed instead was in force that day', () => {
    fc.assert(
      fc.property(codes, days, (code, day) => {
        const place = placeOf(code, day)
        if (place === undefined) {
          expect(isValidAt(code, day)).toBeUndefined()
          return
        }
        expect(place.code).toBe(code.toUpperCase())
        const instead = placeInstead(place, day)
        if (instead) expect(inForce(instead, day)).toBe(true)
        expect(placeHint(place, day) === undefined).toBe(isValidAt(code, day) !== false)
      }),
      { numRuns },
    )
  })

  it('any text can be searched', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(searchPlaces({ text }).length).toBeLessThanOrEqual(20)
      }),
      { numRuns: Math.min(numRuns / 100, 10_000) },
    )
  })
})
