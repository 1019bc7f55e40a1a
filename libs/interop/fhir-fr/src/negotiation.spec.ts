import { isKnown, validatorsOf } from './etag'
import { assertAcceptable, assertReadable, FORM } from './negotiation'
import { FhirError, issuesOfProblem, operationOutcome } from './outcome'

describe('content negotiation', () => {
  it.each([
    [undefined, null],
    ['*/*', null],
    ['application/fhir+json', null],
    ['application/fhir+xml;q=1.0, application/fhir+json;q=1.0', null],
    ['application/fhir+json; fhirVersion=4.0', null],
    ['text/html', 'json'],
    ['application/fhir+xml', 'application/fhir json'],
  ])('JSON is acceptable for Accept: %s and _format=%s', (accept, format) => {
    expect(() => {
      assertAcceptable(accept, format)
    }).not.toThrow()
  })

  it.each([
    ['application/fhir+xml', null],
    ['text/html', null],
    ['application/fhir+json;q=0', null],
    ['application/fhir+json;fhirVersion=5.0', null],
    ['*/*', 'xml'],
  ])('it is not for Accept: %s and _format=%s', (accept, format) => {
    expect(() => {
      assertAcceptable(accept, format)
    }).toThrow(FhirError)
  })

  it('a body is FHIR JSON, or a form where a form is expected', () => {
    assertReadable('application/fhir+json; charset=utf-8')
    assertReadable('application/x-www-form-urlencoded', FORM)
    expect(() => {
      assertReadable('application/fhir+xml')
    }).toThrow(FhirError)
    expect(() => {
      assertReadable(undefined)
    }).toThrow(FhirError)
  })
})

describe('conditional reads', () => {
  const state = validatorsOf(3, '2026-11-20T08:12:01.400Z')

  it.each([
    [{ ifNoneMatch: 'W/"3"' }, true],
    [{ ifNoneMatch: 'W/"1", "3"' }, true],
    [{ ifNoneMatch: '*' }, true],
    [{ ifNoneMatch: 'W/"2"' }, false],
    [{ ifModifiedSince: 'Fri, 20 Nov 2026 08:12:01 GMT' }, true],
    [{ ifModifiedSince: 'Fri, 20 Nov 2026 08:12:00 GMT' }, false],
    [{ ifNoneMatch: 'W/"2"', ifModifiedSince: 'Fri, 20 Nov 2026 09:00:00 GMT' }, false],
    [{ ifModifiedSince: 'yesterday' }, false],
    [{}, false],
  ])('%j: known %s', (asked, known) => {
    expect(isKnown(asked, state)).toBe(known)
  })
})

it('a problem is said in the words of FHIR, each field apart', () => {
  const issues = issuesOfProblem({
    status: 422,
    code: 'SEARCH.MATRICULE',
    title: 'Ce matricule INS n’est pas valide.',
    errors: [{ field: 'identifier', message: 'clé fausse' }],
    correlationId: 'abc',
  })
  expect(operationOutcome(issues).issue).toMatchObject([
    {
      severity: 'error',
      code: 'business-rule',
      details: { coding: [{ code: 'SEARCH.MATRICULE' }] },
      diagnostics: 'Corrélation : abc.',
    },
    { code: 'value', expression: ['identifier'] },
  ])
})
