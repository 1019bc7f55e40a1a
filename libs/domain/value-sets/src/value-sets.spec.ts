import { classOfType } from './class-of-type'
import { FORMAT_OUTSIDE_CI_SIS, formatOfMediaType, formatOfTemplates } from './format-code'
import { J02_FACILITY_TYPE } from './j02-facility-type'
import { J07_DOCUMENT_TYPE } from './j07-document-type'
import { BUILT_IN_VALUE_SETS, ValueSets } from './registry'
import { codeOf, findCode } from './value-set'

describe('the value sets', () => {
  it('hold each code once, with its system and its label', () => {
    for (const set of BUILT_IN_VALUE_SETS) {
      const keys = set.codes.map((entry) => `${entry.system}|${entry.code}`)
      expect(new Set(keys).size).toBe(keys.length)
      expect(set.codes.every((entry) => entry.code !== '' && entry.system !== '' && entry.display !== '')).toBe(true)
    }
    expect(new Set(BUILT_IN_VALUE_SETS.map((set) => set.oid)).size).toBe(BUILT_IN_VALUE_SETS.length)
  })

  it('give the label of a code', () => {
    expect(codeOf(J02_FACILITY_TYPE, 'SA01')).toEqual({
      code: 'SA01',
      system: '1.2.250.1.71.4.2.4',
      display: 'Etablissement public de santé',
    })
    expect(findCode(J07_DOCUMENT_TYPE, '11490-0', '2.16.840.1.113883.6.1')?.display).toContain('Lettre de liaison')
    expect(findCode(J07_DOCUMENT_TYPE, '11490-0', 'other')).toBeUndefined()
    expect(() => codeOf(J02_FACILITY_TYPE, 'SA99')).toThrow('J02')
  })

  it('say that a code is absent only where the list is complete', () => {
    const sets = new ValueSets()
    const J01 = '1.2.250.1.213.1.1.5.461'
    expect(sets.membership(J01, { code: 'G15_10/SM04', system: '1.2.250.1.213.1.1.4.5' })).toBe('member')
    expect(sets.membership(J01, { code: 'G15_10/DEC15', system: '1.2.250.1.213.1.1.4.5' })).toBe('unknown')
    expect(sets.membership(J02_FACILITY_TYPE.oid, { code: 'SA99', system: '1.2.250.1.71.4.2.4' })).toBe('absent')
    expect(sets.membership('1.2.3', { code: 'x', system: 'y' })).toBe('unknown')
    const full = new ValueSets([{ name: 'J01', oid: J01, complete: true, codes: [] }])
    expect(full.membership(J01, { code: 'G15_10/SM04', system: '1.2.250.1.213.1.1.4.5' })).toBe('absent')
  })
})

describe('the associations of the DMP', () => {
  it('class each type of document (ASS_X16)', () => {
    expect(classOfType('11490-0')?.code).toBe('10')
    expect(classOfType('18761-7')?.code).toBe('11')
    expect(classOfType('PRESC-BIO')?.code).toBe('42')
    expect(classOfType('ATTEST-RESID')?.display).toBe('Documents administratifs')
    expect(classOfType('FEUILLE-DE-STYLE')).toBeUndefined()
  })

  it('give the format by media type (ASS_A12) and by model (ASS_A11)', () => {
    expect(formatOfMediaType('application/pdf')).toMatchObject({
      code: 'urn:ihe:iti:xds-sd:pdf:2008',
      system: '1.3.6.1.4.1.19376.1.2.3',
    })
    expect(formatOfMediaType('image/png')).toBeUndefined()
    const templates = ['2.16.840.1.113883.2.8.2.1', '1.2.250.1.213.1.1.1.1', '1.2.250.1.213.1.1.1.29']
    expect(formatOfTemplates(templates).code).toBe('urn:asip:ci-sis:ldl-ses:2017')
    expect(formatOfTemplates(['1.2.3'])).toBe(FORMAT_OUTSIDE_CI_SIS)
  })
})
