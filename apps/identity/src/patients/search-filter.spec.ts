import { encodeInsDatamatrix } from '@anamnese/interop-datamatrix'
import { searchFilter } from './search-filter'
import { searchKeysOf } from './search-keys'

const text = (words: object) => JSON.stringify(searchFilter(words))
const codeOf = (q: string) => {
  try {
    searchFilter({ q })
  } catch (error) {
    return (error as { code: string }).code
  }
  return undefined
}

describe('the one search field', () => {
  it('a name is searched by its first letters, without accents, hyphens nor apostrophes', () => {
    expect(text({ q: 'd’Œuv' })).toContain('"^DOEUV"')
    expect(
      searchKeysOf({ birthName: "D'OEUVRE-LE GALL", firstBirthGivenName: 'ÉLISE', birthDate: '', sex: 'F' }),
    ).toEqual({
      names: ['DOEUVRELEGALL', 'D', 'OEUVRE', 'LE', 'GALL'],
      givenNames: ['ELISE'],
      pairs: ['DOE:OEU', 'DOE:GAL', 'DOE:ELI', 'GAL:OEU', 'ELI:OEU', 'ELI:GAL'],
    })
  })

  it('two words are searched by their beginnings together, in any order', () => {
    expect(text({ q: 'élise d’œuvre' })).toContain('"keys.pairs":"DOE:ELI"')
    expect(text({ name: 'OEUVRE', givenName: 'Él' })).not.toContain('keys.pairs')
    expect(text({ name: 'OEU', givenName: 'ELI' })).toContain('"keys.pairs":"ELI:OEU"')
    expect(text({ q: 'OEUVRE 28/03/1979' })).not.toContain('keys.pairs')
  })

  it.each(['28/03/1979', '1979-03-28', '28-03-1979', '28031979'])('%s is a birth date', (q) => {
    expect(text({ q })).toContain('"traits.birthDate":"1979-03-28"')
  })

  it('a whole matricule with the right key is one, in groups or not', () => {
    for (const q of ['279035121518989', '2 79 03 51 215 189 89']) expect(text({ q })).toContain('279035121518989')
    expect(codeOf('279035121518988')).toBe('SEARCH.MATRICULE')
    expect(codeOf('2790351215189')).toBe('SEARCH.MATRICULE')
  })

  it('a scanned datamatrix finds its INS, or the person of its traits', () => {
    const scanned = encodeInsDatamatrix(
      { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
      {
        birthName: 'PAT-TROIS',
        firstBirthGivenName: 'DOMINIQUE',
        birthGivenNames: 'DOMINIQUE',
        birthDate: '1979-03-28',
        sex: 'F',
      },
    )
    expect(text({ q: scanned })).toContain('279035121518989^1.2.250.1.213.1.4.10')
    expect(text({ q: scanned })).toContain('PATTROIS')
    expect(codeOf(`${scanned.slice(0, 30)}8${scanned.slice(31)}`)).toBe('SEARCH.DATAMATRIX')
  })

  it('digits are an IPP; characters of a pattern are only characters', () => {
    expect(text({ q: '000003' })).toContain('^000003\\\\^')
    expect(text({ q: '1.*' })).toContain('^1\\\\.\\\\*\\\\^')
  })
})
