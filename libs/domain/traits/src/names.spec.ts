import { nameDefect, normalizeName, searchKey, startsGivenNames } from './names'

describe('names of an identity (RNIV, SEL-MP-043)', () => {
  it.each([
    ['Élise', 'ELISE'],
    ['d’Œuvre', "D'OEUVRE"],
    ['Le  Bras', 'LE BRAS'],
    ['Núñez-García', 'NUNEZ-GARCIA'],
    ['  Maëlle\u00a0Anne ', 'MAELLE ANNE'],
    ['Łukasz Straße', 'LUKASZ STRASSE'],
    ['Jean–Paul', 'JEAN-PAUL'],
  ])('%j is written %j', (raw, name) => {
    expect(normalizeName(raw)).toBe(name)
    expect(nameDefect(name, 'family')).toBeUndefined()
  })

  it('what cannot be written is refused, not dropped', () => {
    expect(nameDefect(normalizeName('李'), 'family')).toBe('CHARACTER')
    expect(nameDefect(normalizeName('Martin3'), 'family')).toBe('CHARACTER')
  })

  it.each([
    ['', 'EMPTY'],
    ['-MARTIN', 'START'],
    ['MARTIN-', 'END'],
    ["MARTIN'", 'END'],
    ['LE -BRAS', 'SEPARATORS'],
    ["D''OEUVRE", 'SEPARATORS'],
    ['A---B', 'SEPARATORS'],
    ['A'.repeat(101), 'LENGTH'],
  ] as const)('%j is refused: %s', (name, defect) => {
    expect(nameDefect(name, 'family')).toBe(defect)
  })

  it('a double family name is written with two hyphens, a given name never is', () => {
    expect(nameDefect('MARTIN--DURAND', 'family')).toBeUndefined()
    expect(nameDefect('MARTIN--DURAND', 'given')).toBe('SEPARATORS')
  })

  it('an apostrophe may start a name', () => {
    expect(nameDefect("'TAWASHTE", 'family')).toBeUndefined()
  })

  it('writing a name twice changes nothing more', () => {
    for (const raw of ['Élise', 'd’Œuvre', 'ﬁn', 'İstanbul', 'a\u0301b', 'Ǆ', 'ß']) {
      expect(normalizeName(normalizeName(raw))).toBe(normalizeName(raw))
    }
  })

  it.each([
    ['JEAN', true],
    ['JEAN-CHRISTOPHE', true],
    ['JEAN CHRISTOPHE PIERRE', true],
    ['Jean', true],
    ['CHRISTOPHE', false],
    ['JE', false],
    ['JEAN PIERRE', false],
    ['JEAN CHRISTOPHE PIERRE PAUL', false],
  ])('the list JEAN CHRISTOPHE PIERRE starts with %s: %s', (first, expected) => {
    expect(startsGivenNames(first, 'JEAN CHRISTOPHE PIERRE')).toBe(expected)
  })

  it('a search ignores accents, hyphens, apostrophes and spaces', () => {
    expect(searchKey('d’Œuvre-Le Gall')).toBe('DOEUVRELEGALL')
    expect(searchKey('ÉLISE')).toBe(searchKey('elise'))
  })
})
