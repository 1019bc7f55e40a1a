import { PATIENT_SEARCH } from '../patient/search-patient'
import { FhirError } from '../outcome'
import { writeCursor } from './cursor'
import { isLenient, parseSearch } from './parse'

const parse = (query: string, lenient = false): ReturnType<typeof parseSearch> =>
  parseSearch(PATIENT_SEARCH, new URLSearchParams(query), lenient)
const refusal = (query: string): FhirError => {
  try {
    parse(query)
  } catch (error) {
    return error as FhirError
  }
  throw new Error('not refused')
}

describe('a FHIR search', () => {
  it('holds all of its parameters, each with its alternatives', () => {
    expect(parse('family=le%20goff,martin&family=x&gender=female').criteria).toEqual([
      { name: 'family', type: 'string', values: ['le goff', 'martin'] },
      { name: 'family', type: 'string', values: ['x'] },
      { name: 'gender', type: 'token', values: [{ code: 'female' }] },
    ])
  })

  it.each([
    ['000003', { code: '000003' }],
    ['urn:oid:1.2|42', { system: 'urn:oid:1.2', code: '42' }],
    ['|42', { system: null, code: '42' }],
    ['urn:oid:1.2|', { system: 'urn:oid:1.2' }],
    ['a\\,b', { code: 'a,b' }],
    ['a\\|b', { code: 'a|b' }],
  ])('reads the token %s', (text, token) => {
    expect(parse(`identifier=${encodeURIComponent(text)}`).criteria[0]?.values).toEqual([token])
  })

  it.each([
    ['1979-03-28', [{ from: '1979-03-28', to: '1979-03-29' }]],
    ['1979-12', [{ from: '1979-12-01', to: '1980-01-01' }]],
    ['ne1979', [{ to: '1979-01-01' }, { from: '1980-01-01' }]],
    ['gt1979-03-28', [{ from: '1979-03-29' }]],
    ['ge1979-03-28', [{ from: '1979-03-28' }]],
    ['lt1979', [{ to: '1979-01-01' }]],
    ['le1979-02', [{ to: '1979-03-01' }]],
    ['sa1979', [{ from: '1980-01-01' }]],
    ['eb1979', [{ to: '1979-01-01' }]],
  ])('understands the birth date %s', (text, intervals) => {
    expect(parse(`birthdate=${text}`).criteria[0]?.values).toEqual(intervals)
  })

  it.each([
    ['ge2026-11-20', [{ from: '2026-11-20T00:00:00.000Z' }]],
    ['2026-11-20T08:12:01%2B01:00', [{ from: '2026-11-20T07:12:01.000Z', to: '2026-11-20T07:12:02.000Z' }]],
    ['lt2026-11-20T08:12:01.500Z', [{ to: '2026-11-20T08:12:01.500Z' }]],
  ])('understands the instant %s', (text, intervals) => {
    expect(parse(`_lastUpdated=${text}`).criteria[0]?.values).toEqual(intervals)
  })

  it.each([
    'birthdate=1979-02-31',
    'birthdate=x',
    'birthdate=ap1979',
    '_lastUpdated=2026-13-01',
    'identifier=a|b|c',
    'identifier=|',
  ])('refuses %s, naming the parameter', (query) => {
    const { status, issues } = refusal(query)
    expect(status).toBe(400)
    expect(issues[0]?.expression).toBe(query.split('=')[0])
  })

  it('refuses what it does not know, all at once, unless it is asked to leave it aside', () => {
    expect(refusal('phone=06&sex=F').issues.map((one) => one.expression)).toEqual(['phone', 'sex'])
    expect(parse('phone=06&family=x', true)).toMatchObject({ ignored: ['phone'], parameters: [['family', 'x']] })
    expect(isLenient('respond-async, handling=lenient')).toBe(true)
    expect(isLenient('handling=strict')).toBe(false)
    expect(isLenient(undefined)).toBe(false)
  })

  it('refuses a modifier that would change the result, even when lenient', () => {
    expect(() => parse('family:contains=x', true)).toThrow(FhirError)
    expect(parse('family:exact=PAT-TROIS').criteria[0]).toMatchObject({ modifier: 'exact', values: ['PAT-TROIS'] })
  })

  it.each([
    ['', 20],
    ['_count=0', 0],
    ['_count=7', 7],
    ['_count=5000', 100],
  ])('%s gives pages of %i', (query, count) => {
    expect(parse(query).count).toBe(count)
  })

  it.each(['_count=-1', '_count=x', '_sort=address', '_summary=text', '_elements=a.b', '_total=yes', '_cursor=abc'])(
    'refuses %s',
    (query) => {
      expect(refusal(query).status).toBe(400)
    },
  )

  it('goes on after a page only in the order of that page', () => {
    const cursor = writeCursor('-_lastUpdated', '2026-11-20T08:12:01.000Z', 'p1')
    expect(parse(`_sort=-_lastUpdated&_cursor=${cursor}`).after).toEqual(['2026-11-20T08:12:01.000Z', 'p1'])
    expect(refusal(`_sort=_lastUpdated&_cursor=${cursor}`).issues[0]?.expression).toBe('_cursor')
  })

  it('is bounded', () => {
    expect(refusal(Array.from({ length: 41 }, () => 'family=x').join('&')).issues[0]?.code).toBe('too-costly')
    expect(refusal(`family=${'x,'.repeat(30)}`).issues[0]?.code).toBe('too-costly')
    expect(refusal(`family=${'x'.repeat(301)}`).issues[0]?.code).toBe('too-long')
  })
})
