import type { Request } from 'express'
import type { Permission } from '@anamnese/contracts'
import type { GatewaySession, OpenRecord } from '../sessions/gateway-session'
import { patientContextFor } from './patient-context'

const record = (patientId: string): OpenRecord => ({ patientId, purpose: 'care', openedAt: new Date() })
const session = (permissions: Permission[], ...open: string[]): GatewaySession =>
  ({ actor: { permissions }, openRecords: open.map(record) }) as unknown as GatewaySession
const request = (headers: Record<string, string> = {}, query: Record<string, string> = {}): Request =>
  ({ headers, query }) as unknown as Request

test('a path of a record is told only when that record is open', () => {
  expect(patientContextFor(request(), '/patients/p1/stays', session([], 'p0', 'p1'))).toEqual({
    patientId: 'p1',
    purpose: 'care',
  })
  expect(() => patientContextFor(request(), '/patients/p2/stays', session([], 'p1'))).toThrow(
    expect.objectContaining({ code: 'ACCESS.RECORD_CLOSED' }) as Error,
  )
})

test('the accesses of a record belong to the record, whoever keeps them', () => {
  expect(() => patientContextFor(request(), '/audit/patients/p2', session([], 'p1'))).toThrow()
  expect(patientContextFor(request(), '/audit/patients/p1', session([], 'p1', 'p2'))).toMatchObject({ patientId: 'p1' })
})

test('an encoded id is the same record', () => {
  expect(patientContextFor(request(), '/patients/%701', session([], 'p1'))).toMatchObject({ patientId: 'p1' })
})

test('the list of patients is about no record in particular', () => {
  expect(patientContextFor(request(), '/patients', session([]))).toBeUndefined()
})

test('an identity officer works on identities without opening each record, and reads nothing else of it', () => {
  const officer = session(['patient.read', 'identity.write'])
  for (const path of ['/patients/p1', '/patients/p1/qualify', '/patients/p1/insi/search'])
    expect(patientContextFor(request(), path, officer)).toEqual({ patientId: 'p1', purpose: 'identity' })
  expect(() => patientContextFor(request(), '/patients/p1/documents', officer)).toThrow()
})

test('elsewhere the header, then the query, then the page, then the last opened record is told', () => {
  const three = session([], 'p1', 'p2', 'p3')
  const page = { referer: 'http://localhost:3000/dossiers/p1/lettres/l1' }
  expect(patientContextFor(request({ ...page, 'x-patient-id': 'p2' }), '/letters/l1', three)).toMatchObject({
    patientId: 'p2',
  })
  expect(patientContextFor(request(page, { patientId: 'p2' }), '/letters', three)).toMatchObject({ patientId: 'p2' })
  expect(patientContextFor(request(page), '/letters/l1', three)).toMatchObject({ patientId: 'p1' })
  expect(patientContextFor(request(), '/letters/l1', three)).toMatchObject({ patientId: 'p3' })
})

test('a record that is not open cannot be named by a hint', () => {
  expect(patientContextFor(request({ 'x-patient-id': 'p9' }), '/letters/l1', session([]))).toBeUndefined()
})
