import { isFiness, isRpps, parseProfessionalId, parseStructureId, professionalIdNat, rppsOf } from './identifiers'
import { luhnDigit, passesLuhn } from './luhn'

describe('RPPS and FINESS', () => {
  it.each(['99700366240', '99700218896', '99700427869'])('%s is an RPPS, its PS_IdNat is not one', (rpps) => {
    expect(isRpps(rpps)).toBe(true)
    expect(isRpps(`8${rpps}`)).toBe(false)
  })

  it.each(['590064036', '770816478'])('%s is a FINESS', (finess) => {
    expect(isFiness(finess)).toBe(true)
  })

  it('a wrong digit is noticed', () => {
    expect(isRpps('99700366241')).toBe(false)
    expect(isFiness('590064037')).toBe(false)
    expect(isFiness('59006403')).toBe(false)
  })

  it('a FINESS of Corsica is accepted on its shape', () => {
    expect(isFiness('2A0000014')).toBe(true)
    expect(isFiness('2C0000014')).toBe(false)
  })

  it('one digit completes any number, and only one', () => {
    for (let number = 0; number < 500; number++) {
      const digits = String(number * 7919)
      const right = Array.from('0123456789').filter((digit) => passesLuhn(digits + digit))
      expect(right).toEqual([luhnDigit(digits)])
    }
  })
})

describe('national identifiers', () => {
  it('of a professional', () => {
    expect(parseProfessionalId('899700366240')).toEqual({ kind: 'RPPS', number: '99700366240' })
    expect(parseProfessionalId('3220000020/42/a')).toEqual({ kind: 'FINESS_LOCAL', number: '220000020', local: '42/a' })
    expect(parseProfessionalId('0012345678')).toEqual({ kind: 'ADELI', number: '012345678' })
    for (const wrong of ['', '8', '89970036624', '899700366240/1', '3220000020', '7123', '8 9970036624'])
      expect(parseProfessionalId(wrong)).toBeUndefined()
  })

  it('are made from what a message carries', () => {
    expect(professionalIdNat('99700366240', 'RPPS')).toBe('899700366240')
    expect(professionalIdNat('899700366240', 'RPPS')).toBe('899700366240')
    expect(professionalIdNat('899700366240', 'IDNPS')).toBe('899700366240')
    expect(professionalIdNat('012345678', 'ADELI')).toBe('0012345678')
    expect(professionalIdNat('42', 'RPPS')).toBeUndefined()
    expect(rppsOf('899700366240')).toBe('99700366240')
    expect(rppsOf('0012345678')).toBeUndefined()
  })

  it('of a structure', () => {
    expect(parseStructureId('1220000020')).toEqual({ kind: 'FINESS', number: '220000020' })
    expect(parseStructureId('312345678901234')).toEqual({ kind: 'SIRET', number: '12345678901234' })
    expect(parseStructureId('1220')).toBeUndefined()
    expect(parseStructureId('9220000020')).toBeUndefined()
  })
})
