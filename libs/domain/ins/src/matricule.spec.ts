import { formatMatricule, insKey, isValidMatricule, matriculeDefect } from './matricule'

const VALID = [
  '279035121518989',
  '180032B02040123',
  '297022A02077878',
  '284052A32102552',
  '284052B32102579',
  '109076322083489',
  '209076322083439',
  '209066322012355',
  '236066322083656',
  '275126322074974',
  '109076322088835',
  '260058815400233',
  '276037510669326',
  '277010115400329',
  '181016322075140',
  '255081416802538',
  '186022A21532523',
  '295109912611193',
]

describe('matricule INS', () => {
  it.each(VALID)('%s has the right key', (matricule) => {
    expect(insKey(matricule.slice(0, 13))).toBe(matricule.slice(13))
    expect(isValidMatricule(matricule)).toBe(true)
  })

  it.each([
    ['181036322045660', '76'],
    ['281036322045610', '26'],
    ['260058815400244', '33'],
    ['276037510669380', '26'],
    ['123456789012244', '12'],
  ])('%s has a wrong key, %s is the right one', (matricule, key) => {
    expect(matriculeDefect(matricule)).toBe('KEY')
    expect(insKey(matricule.slice(0, 13))).toBe(key)
  })

  it.each([
    '',
    '27903512151898',
    '2790351215189890',
    '27903512151898A',
    '2A9035121518989',
    '18003 B02040123',
    '180032C02040123',
  ])('%j is not 15 positions of a matricule', (text) => {
    expect(matriculeDefect(text)).toBe('FORMAT')
  })

  it('a temporary number of the health insurance is never an INS', () => {
    const positions = '7790351215189'
    expect(matriculeDefect(positions + insKey(positions))).toBe('TEMPORARY')
  })

  it('lower case departments are those of Corsica', () => {
    expect(isValidMatricule('180032b02040123')).toBe(true)
  })

  it('any single wrong digit, and any two neighbours exchanged, is noticed', () => {
    for (const matricule of VALID.filter((one) => /^\d+$/.test(one))) {
      for (let at = 0; at < 13; at++) {
        const digit = Number(matricule[at])
        const wrong = matricule.slice(0, at) + String((digit + 1) % 10) + matricule.slice(at + 1)
        expect(isValidMatricule(wrong)).toBe(false)
        const swapped = matricule.slice(0, at) + matricule[at + 1]! + matricule[at]! + matricule.slice(at + 2)
        if (swapped !== matricule) expect(isValidMatricule(swapped)).toBe(false)
      }
    }
  })

  it('is written in groups for people', () => {
    expect(formatMatricule('279035121518989')).toBe('2 79 03 51 215 189 89')
    expect(formatMatricule('?')).toBe('?')
  })
})
