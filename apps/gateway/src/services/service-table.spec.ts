import { destinationOf } from './service-table'

test.each([
  ['/patients', 'identity', '/patients'],
  ['/patients/p1', 'identity', '/patients/p1'],
  ['/patients/p1/qualify', 'identity', '/patients/p1/qualify'],
  ['/identity/messages', 'identity', '/identity/messages'],
  ['/patients/p1/stays', 'care', '/patients/p1/stays'],
  ['/wards/6268', 'care', '/wards/6268'],
  ['/patients/p1/choices', 'consent', '/patients/p1/choices'],
  ['/patients/p1/letters', 'documents', '/patients/p1/letters'],
  ['/documents/d1/content', 'documents', '/documents/d1/content'],
  ['/patients/p1/dmp-state', 'dmp', '/patients/p1/dmp-state'],
  ['/dmp/orders', 'dmp', '/dmp/orders'],
  ['/mssante/orders/o1/resend', 'mssante', '/mssante/orders/o1/resend'],
  ['/correspondents', 'directory', '/correspondents'],
  ['/directory/accounts', 'directory', '/directory/accounts'],
  ['/indicators/sendings.csv', 'indicators', '/indicators/sendings.csv'],
  ['/audit', 'audit', '/audit'],
  ['/audit.csv', 'audit', '/audit.csv'],
  ['/pfi/link', 'pfi', '/pfi/link'],
  ['/dead-letters/care/1/replay', 'care', '/dead-letters/1/replay'],
])('%s belongs to %s', (path, service, at) => {
  expect(destinationOf(path)).toEqual({ service, path: at })
})

test.each([
  '/internal/accounts/by-id-nat/1',
  '/dead-letters/gateway',
  '/dead-letters/unknown',
  '/patientsx',
  '/wardsx',
  '/patients/../internal/x',
  '/patients/./x',
  '/patients//internal',
  '/patients/%2E%2e/internal',
  '/patients/\\internal',
  '/health/ready',
])('%s goes nowhere', (path) => {
  expect(destinationOf(path)).toBeUndefined()
})
