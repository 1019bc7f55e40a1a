import { fhirDestination } from './fhir-table'

describe('where a path of the FHIR server goes', () => {
  it.each([
    ['/fhir/R4/Patient', undefined, 'identity', '/fhir/R4/Patient', '/patients'],
    ['/fhir/R4/Patient/p-1', undefined, 'identity', '/fhir/R4/Patient/p-1', '/patients/p-1'],
    ['/fhir/R4/Patient/$match', undefined, 'identity', '/fhir/R4/Patient/$match', '/patients'],
    ['/fhir/R4/Patient/_search', undefined, 'identity', '/fhir/R4/Patient/_search', '/patients'],
    [
      '/fhir/R4/DocumentReference',
      'patient=Patient/p-1',
      'documents',
      '/fhir/R4/DocumentReference',
      '/patients/p-1/documents',
    ],
    [
      '/fhir/R4/DocumentReference',
      'patient=p-1&type=x',
      'documents',
      '/fhir/R4/DocumentReference',
      '/patients/p-1/documents',
    ],
    ['/fhir/R4/Binary/d-1.pdf', undefined, 'documents', '/fhir/R4/Binary/d-1.pdf', '/documents'],
  ])('%s %s', (path, query, service, target, recordPath) => {
    expect(fhirDestination(path, query)).toEqual({ service, path: target, recordPath })
  })

  it.each([
    '/fhir/R4',
    '/fhir/R4/Observation',
    '/fhir/R4/constructor',
    '/fhir/R4/Patient/../internal',
    '/fhir/R4/Patient/./x',
    '/fhir/R4/Patient//x',
    '/fhir/R4/Patient/%2e%2e/internal',
    '/fhir/R5/Patient',
    '/fhir/R4/Patient/a/b/c/d',
  ])('%s goes nowhere', (path) => {
    expect(fhirDestination(path, undefined)).toBeUndefined()
  })
})
