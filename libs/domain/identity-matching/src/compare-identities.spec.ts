import type { IdentityTraits } from '@anamnese/domain-traits'
import { blockingKeys } from './blocking-keys'
import { compareIdentities, DUPLICATE_SCORE, likelihood } from './compare-identities'
import type { IdentityFacts } from './identity-facts'

const BASE: IdentityTraits = {
  birthName: 'LE MOAL',
  firstBirthGivenName: 'SOLENN',
  birthGivenNames: 'SOLENN MARIE ANNE',
  birthDate: '1962-03-05',
  sex: 'F',
  birthPlaceCode: '22070',
}
const NIR = '1.2.250.1.213.1.4.10'
type Change = Partial<IdentityTraits> & Omit<Partial<IdentityFacts>, 'traits'>

function facts({ ins, pastIns, telecoms, address, multipleBirth, homonym, ...traits }: Change = {}): IdentityFacts {
  const extra = { ins, pastIns, telecoms, address, multipleBirth, homonym }
  const present = Object.fromEntries(Object.entries(extra).filter(([, value]) => value !== undefined))
  return { traits: { ...BASE, ...traits }, ...present }
}

/** What, the change of one record, that of the other, whether a person has to look, and the reason that says it. */
const CASES: readonly (readonly [string, Change, Change, boolean, string])[] = [
  ['the same traits twice', {}, {}, true, 'NAME.SAME'],
  ['accents, hyphens and case', { birthName: 'Le-Moal', firstBirthGivenName: 'Solènn' }, {}, true, 'NAME.SAME'],
  ['a letter typed wrong in the name', { birthName: 'LE MOAN' }, {}, true, 'NAME.SIMILAR'],
  ['two letters exchanged in the given name', { firstBirthGivenName: 'SOLNEN' }, {}, true, 'GIVEN.SIMILAR'],
  ['a name written as it sounds', { birthName: 'LEFEBVRE' }, { birthName: 'LEFEVRE' }, true, 'NAME.SIMILAR'],
  ['a name heard on the phone', { birthName: 'GAULTIER' }, { birthName: 'GOTHIER' }, true, 'NAME.PHONETIC'],
  ['name and given name exchanged', { birthName: 'SOLENN', firstBirthGivenName: 'LE MOAL' }, {}, true, 'NAME.INVERTED'],
  ['the used name as birth name', { birthName: 'KERGOAT' }, { usedName: 'KERGOAT' }, true, 'NAME.USED_FOR_BIRTH'],
  ['half of a double name', { birthName: 'LE MOAL KERGOAT' }, {}, true, 'NAME.PART'],
  [
    'given names in another order',
    { firstBirthGivenName: 'MARIE', birthGivenNames: 'MARIE SOLENN' },
    {},
    true,
    'GIVEN.ORDER',
  ],
  [
    'the used given name as first one',
    { firstBirthGivenName: 'ANNICK' },
    { usedGivenName: 'ANNICK' },
    true,
    'GIVEN.USED',
  ],
  ['a compound given name cut', { firstBirthGivenName: 'SOLENN-MARIE' }, {}, true, 'GIVEN.PART'],
  ['day and month exchanged', { birthDate: '1962-05-03' }, {}, true, 'DATE.SWAPPED'],
  ['one digit of the date', { birthDate: '1962-03-06' }, {}, true, 'DATE.ONE_DIGIT'],
  ['one digit of the year', { birthDate: '1967-03-05' }, {}, true, 'DATE.ONE_DIGIT'],
  ['a date known by its year only', { birthDate: '1962-12-31' }, {}, true, 'DATE.INTERPRETED'],
  ['a place unknown to one', { birthPlaceCode: '99999' }, {}, true, 'DATE.SAME'],
  ['a sex entered wrong', { sex: 'M' }, {}, true, 'SEX.DIFFERENT'],
  ['wrong letter and wrong digit', { birthName: 'LE MOAN', birthDate: '1962-03-06' }, {}, true, 'DATE.ONE_DIGIT'],
  [
    'a married name and one phone',
    { birthName: 'KERGOAT', telecoms: [{ system: 'tel', value: '02 96 00 00 11' }] },
    { telecoms: [{ system: 'tel', value: '+33296000011' }] },
    true,
    'CONTACT.PHONE',
  ],
  [
    'the same INS, whatever the traits',
    { birthName: 'X', birthDate: '1990-01-01', ins: { matricule: '262032207012345', oid: NIR } },
    { ins: { matricule: '262032207012345', oid: NIR } },
    true,
    'INS.SAME',
  ],
  [
    'an INS withdrawn from one',
    { pastIns: [{ matricule: '262032207012345', oid: NIR }] },
    { ins: { matricule: '262032207012345', oid: NIR } },
    true,
    'INS.PAST',
  ],
  [
    'a NIA become NIR',
    { ins: { matricule: '262032207012345', oid: '1.2.250.1.213.1.4.9' } },
    { ins: { matricule: '262032207099999', oid: '1.2.250.1.213.1.4.8' } },
    true,
    'INS.OTHER_NATURE',
  ],
  ['twins', { firstBirthGivenName: 'GWENOLA', birthGivenNames: 'GWENOLA' }, {}, false, 'GIVEN.DIFFERENT'],
  [
    'twins who share a phone and an address',
    { firstBirthGivenName: 'GWENOLA', birthGivenNames: 'GWENOLA', telecoms: [{ system: 'tel', value: '0296000011' }] },
    { telecoms: [{ system: 'tel', value: '0296000011' }] },
    false,
    'CONTACT.PHONE',
  ],
  [
    'twins of compound given names',
    { firstBirthGivenName: 'JEAN PAUL' },
    { firstBirthGivenName: 'JEAN PIERRE' },
    false,
    'GIVEN.DIFFERENT',
  ],
  [
    'twins of close given names, known as such',
    { firstBirthGivenName: 'SOLENE', multipleBirth: true },
    {},
    false,
    'GIVEN.TWINS',
  ],
  [
    'twins who carry each other’s given name',
    { firstBirthGivenName: 'MARIE', birthGivenNames: 'MARIE LOUISE' },
    {},
    false,
    'GIVEN.DIFFERENT',
  ],
  ['father and son', { birthDate: '1931-07-14' }, {}, false, 'DATE.DIFFERENT'],
  ['homonyms of another year', { birthDate: '1984-03-11' }, {}, false, 'DATE.DIFFERENT'],
  [
    'homonyms already told apart, with a wrong digit',
    { birthDate: '1962-03-06', homonym: true, birthPlaceCode: '75112' },
    { homonym: true },
    false,
    'HOMONYMS',
  ],
  [
    'two qualified identities',
    { ins: { matricule: '262032207012345', oid: NIR } },
    { ins: { matricule: '262032207099999', oid: NIR } },
    false,
    'INS.DIFFERENT',
  ],
  [
    'another person of the same day',
    { birthName: 'KERGOAT', firstBirthGivenName: 'ALAN', sex: 'M' },
    {},
    false,
    'NAME.DIFFERENT',
  ],
  [
    'a couple at one address',
    { firstBirthGivenName: 'YVES', sex: 'M', birthDate: '1960-01-20' },
    {},
    false,
    'GIVEN.DIFFERENT',
  ],
]

describe('the score of two records', () => {
  it.each(CASES)('%s', (_what, one, other, proposed, code) => {
    const [left, right] = [facts(one), facts(other)]
    const comparison = compareIdentities(left, right)
    expect({ ...comparison, proposed: comparison.score >= DUPLICATE_SCORE }).toMatchObject({ proposed })
    expect(comparison.reasons.map((reason) => reason.code)).toContain(code)
    // Whoever is read first.
    expect(compareIdentities(right, left).score).toBe(comparison.score)
  })

  it.each(CASES.filter(([, , , proposed]) => proposed))(
    '%s: found by a key, without reading everyone',
    (_what, one, other) => {
      const keys = new Set(blockingKeys(facts(other)))
      expect(blockingKeys(facts(one)).some((key) => keys.has(key))).toBe(true)
    },
  )

  it('a score is explained by its reasons, the strongest first', () => {
    const { score, reasons } = compareIdentities(facts({ birthDate: '1962-05-03' }), facts())
    expect(score).toBe(reasons.reduce((sum, { points }) => sum + points, 0))
    expect(reasons[0]?.label).toBe('Même nom de naissance')
    expect(likelihood(score)).toBe('très probable')
    expect([100, 75, 60, 30].map(likelihood)).toEqual(['très probable', 'probable', 'possible', 'peu probable'])
  })

  it('a score stays between 0 and 100, and contacts alone never make one', () => {
    const contact = {
      telecoms: [
        { system: 'tel' as const, value: '0296000011' },
        { system: 'mailto' as const, value: 'A@b.example' },
      ],
      address: { lines: ['1 RUE DES AJONCS'], postalCode: '22200' },
    }
    expect(compareIdentities(facts(contact), facts(contact)).score).toBe(100)
    const nobody = facts({ birthName: 'X', firstBirthGivenName: 'Y', birthDate: '1900-01-02', sex: 'M', ...contact })
    expect(compareIdentities(facts(contact), nobody).score).toBe(0)
  })

  it('keys are few, whatever the names', () => {
    const long = facts({
      birthName: 'A B C D E F G '.repeat(7).trim(),
      birthGivenNames: 'ANNE '.repeat(20).trim(),
      usedName: 'K L M N',
    })
    expect(blockingKeys(long).length).toBeLessThanOrEqual(40)
  })
})
