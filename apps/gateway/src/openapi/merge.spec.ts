import { mergeOpenApi, type OpenApiDocument } from './merge'
import { documentationPage } from './page'

const document = (paths: OpenApiDocument['paths']): OpenApiDocument => ({
  openapi: '3.0.0',
  info: { title: 't', version: '1' },
  paths,
  components: { schemas: { Item: { properties: { next: { $ref: '#/components/schemas/Item' } } } } },
})
const merged = mergeOpenApi(
  [
    { service: 'gateway', document: document({ '/auth/session': { get: { summary: 'Session <b>' } } }) },
    {
      service: 'care',
      document: document({
        '/wards': { get: { operationId: 'list' } },
        '/internal/x': { get: {} },
        '/dead-letters/{id}/replay': { post: {} },
      }),
    },
    {
      service: 'identity',
      document: document({
        '/patients': { get: { responses: { 200: { $ref: '#/components/schemas/Item' } } } },
        '/fhir/R4/Patient': { get: {} },
      }),
    },
  ],
  'https://dpi.example',
)

test('each route has its public address, and internal ones have none', () => {
  expect(Object.keys(merged.paths)).toEqual([
    '/api/dead-letters/care/{id}/replay',
    '/api/patients',
    '/api/wards',
    '/auth/session',
    '/fhir/R4/Patient',
  ])
})

test('shapes of the same name in two services stay apart, and are referred to', () => {
  expect(Object.keys(merged.components?.schemas ?? {})).toEqual(['gateway.Item', 'care.Item', 'identity.Item'])
  expect(JSON.stringify(merged.paths['/api/patients'])).toContain('#/components/schemas/identity.Item')
})

test('the page escapes what services say', () => {
  expect(documentationPage(merged)).toContain('Session &#60;b&#62;')
})
