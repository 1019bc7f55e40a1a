import { COUNTRIES } from './countries'
import { isValidAt, placeHint, placeInstead, placeOf } from './places'
import { searchPlaces } from './search'

describe('places of birth of the official geographic code', () => {
  it.each([
    ['51215', '1979-03-28', 'Dompremy'],
    ['2B020', '1980-03-02', undefined],
    ['97411', '1990-01-01', 'Saint-Denis'],
    ['98818', '1990-01-01', 'Nouméa'],
    ['75112', '1990-01-01', undefined],
    ['99352', '1990-01-01', 'Algérie'],
    ['99999', '1990-01-01', 'Lieu inconnu'],
  ] as const)('%s is known', (code, day, name) => {
    const place = placeOf(code, day)
    expect(place).toBeDefined()
    if (name !== undefined) expect(place?.name).toBe(name)
  })

  it('a code that the official geographic code does not have is not a place', () => {
    expect(placeOf('51999')).toBeUndefined()
    expect(placeOf('99147')).toBeUndefined()
    expect(isValidAt('51999', '1990-01-01')).toBeUndefined()
  })

  it('a birth in Ajaccio has the code of its time', () => {
    expect(isValidAt('20004', '1970-05-01')).toBe(true)
    expect(isValidAt('2A004', '1970-05-01')).toBe(false)
    expect(isValidAt('2A004', '1976-01-01')).toBe(true)
    expect(placeHint(placeOf('2A004', '1970-05-01')!, '1970-05-01')).toBe(
      'Le code 2A004 (Ajaccio) n’existe que depuis le 01/01/1976. À cette date, le code est 20004 (Ajaccio).',
    )
    expect(placeInstead(placeOf('20004', '1980-05-01')!, '1980-05-01')).toMatchObject({ code: '2A004' })
  })

  it('a commune that was merged served before and no longer serves', () => {
    const place = placeOf('01340', '2018-03-01')!
    expect(isValidAt('01340', '2010-03-01')).toBe(true)
    expect(isValidAt('01340', '2018-03-01')).toBe(false)
    expect(placeInstead(place, '2018-03-01')?.code).toBe('01015')
  })

  it('a country that no longer exists served until its end', () => {
    expect(isValidAt('99115', '1980-01-01')).toBe(true)
    expect(isValidAt('99115', '1995-01-01')).toBe(false)
    expect(isValidAt('99116', '1980-01-01')).toBe(false)
  })

  it('every country has a code of its own and a name', () => {
    expect(COUNTRIES.every(({ code, name }) => /^99\d{3}$/.test(code) && name.length > 2)).toBe(true)
    expect(new Set(COUNTRIES.map(({ code }) => code)).size).toBe(COUNTRIES.length)
    expect(COUNTRIES.length).toBeGreaterThan(230)
  })

  it.each([
    ['guing', '1990-01-01', '22070'],
    ['st brieuc', '1990-01-01', '22278'],
    ['nulle part', undefined, undefined],
    ['algeri', '1990-01-01', '99352'],
    ['ajacc', '1970-01-01', '20004'],
    ['ajacc', '1990-01-01', '2A004'],
    ['2A004', '1990-01-01', '2A004'],
    ['9713', '1990-01-01', '97130'],
  ])('%s on %s finds %s first', (text, day, code) => {
    expect(searchPlaces({ text, ...(day === undefined ? {} : { day }) })[0]?.code).toBe(code)
  })

  it('an answer is bounded', () => {
    expect(searchPlaces({ text: 'saint' })).toHaveLength(20)
    expect(searchPlaces({ text: '' })).toEqual([])
    expect(searchPlaces({ text: 'x'.repeat(10_000) })).toEqual([])
  })
})
