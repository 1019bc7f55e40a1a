import { DEFAULT_RULES, horizonOf, keepingOf, parseRules } from './retention'

const document = {
  origin: 'produced' as const,
  type: { code: '11490-0', system: '2.16.840.1.113883.6.1' },
  validatedAt: '2005-03-10T10:00:00.000Z',
}

describe('the retention of a document', () => {
  it('counts twenty years from the last passage of the patient', () => {
    expect(keepingOf(document, { birthDate: '1950-01-01' }, DEFAULT_RULES)?.keepUntil).toBe('2025-03-10')
    expect(keepingOf(document, { birthDate: '1950-01-01', lastPassage: '2010-02-01' }, DEFAULT_RULES)?.keepUntil).toBe(
      '2030-02-01',
    )
  })

  it('of a child lasts until the age of 28', () => {
    expect(keepingOf(document, { birthDate: '2004-02-29' }, DEFAULT_RULES)?.keepUntil).toBe('2032-02-29')
    expect(keepingOf(document, { birthDate: '2004-00-00' }, DEFAULT_RULES)?.keepUntil).toBe('2032-12-31')
  })

  it('of a document that arrived late counts from its arrival', () => {
    const received = { at: '2015-06-01T08:00:00Z', arrivalId: 'a', invalid: false, sha256: '' }
    expect(keepingOf({ ...document, received }, {}, DEFAULT_RULES)?.keepUntil).toBe('2035-06-01')
  })

  it('is that of the first rule that speaks of its type and origin; without any it is kept for ever', () => {
    const rules = parseRules(
      '[{"name":"Courriels","origins":["mssante"],"years":5},{"name":"Ordonnances","types":["57833-6"],"years":1}]',
    )
    expect(keepingOf({ ...document, origin: 'mssante' }, {}, rules)).toEqual({
      rule: 'Courriels',
      keepUntil: '2010-03-10',
    })
    expect(keepingOf(document, {}, rules)).toBeUndefined()
    expect(horizonOf(rules, '2026-11-25')).toBe('2025-11-25')
    expect(horizonOf([], '2026-11-25')).toBe('0000-01-01')
  })

  it.each(['{', '{}', '[{}]', '[{"name":"a","years":0}]', '[{"name":"a","years":5,"types":"x"}]'])(
    'refuses rules that are none: %s',
    (text) => {
      expect(() => parseRules(text)).toThrow('RETENTION_RULES_FILE')
    },
  )
})
