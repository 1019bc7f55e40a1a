import fc from 'fast-check'
import { blockingKeys } from './blocking-keys'
import { compareIdentities } from './compare-identities'
import type { IdentityFacts } from './identity-facts'
import { frenchPhonetic } from './phonetic'

/** FUZZ_RUNS=1000000 for a long campaign. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 20_000)
jest.setTimeout(20 * 60_000)

const LETTERS = Array.from("ABCDEHINOPSUXYZ-' éœ")
const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 110 }),
  fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 110 }),
)
const date = fc.oneof(
  fc
    .date({ min: new Date('1890-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
  fc.string({ maxLength: 12 }),
)
const ins = fc.record({ matricule: fc.string({ maxLength: 15 }), oid: fc.constantFrom('8', '9', '10') })
const identity = fc.record(
  {
    traits: fc.record(
      {
        birthName: name,
        firstBirthGivenName: name,
        birthGivenNames: name,
        birthDate: date,
        sex: fc.constantFrom('M' as const, 'F' as const, 'U' as const),
        birthPlaceCode: fc.constantFrom('', '22070', '99999', '2A004'),
        usedName: name,
        usedGivenName: name,
      },
      { requiredKeys: ['birthName', 'firstBirthGivenName', 'birthDate', 'sex'] },
    ),
    ins,
    pastIns: fc.array(ins, { maxLength: 3 }),
    telecoms: fc.array(
      fc.record({ system: fc.constantFrom('tel' as const, 'mailto' as const), value: fc.string({ maxLength: 30 }) }),
      { maxLength: 5 },
    ),
    multipleBirth: fc.boolean(),
    homonym: fc.boolean(),
  },
  { requiredKeys: ['traits'] },
) as fc.Arbitrary<IdentityFacts>

describe('any two identities, however they were entered', () => {
  it('have one score between 0 and 100, whoever is read first, explained by its reasons', () => {
    fc.assert(
      fc.property(identity, identity, (one, other) => {
        const { score, reasons } = compareIdentities(one, other)
        const sum = reasons.reduce((total, { points }) => total + points, 0)
        const explained = reasons.some(({ code }) => code === 'INS.SAME') ? 100 : Math.max(0, Math.min(100, sum))
        return score === explained && compareIdentities(other, one).score === score
      }),
      { numRuns },
    )
  })

  it('are filed under few keys of bounded length, the same again for the same identity', () => {
    fc.assert(
      fc.property(identity, (one) => {
        const keys = blockingKeys(one)
        return keys.length <= 40 && keys.every((key) => key.length < 120) && blockingKeys(one).join() === keys.join()
      }),
      { numRuns },
    )
  })

  it('have names with a sound of bounded length', () => {
    fc.assert(
      fc.property(name, (text) => frenchPhonetic(text).length <= 16),
      { numRuns },
    )
  })
})
