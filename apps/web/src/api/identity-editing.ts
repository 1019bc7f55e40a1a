import type {
  AttributesRequest,
  CandidateSearchRequest,
  CandidateSearchResponse,
  ChangeTraitsRequest,
  CreatePatientRequest,
  IdentityWorklist,
  IdentityWorklistRow,
  IdentityWorklists,
  InsiBatchRequest,
  InsiBatchView,
  Page,
  PatientDetail,
  PlaceView,
  SourceEndRequest,
  TraitsCheckRequest,
  TraitsCheckResponse,
} from '@anamnese/contracts'
import { call, type Query } from './client'

const identity = (patientId: string): string => `/api/patients/${patientId}/identity`

export function fetchIdentityCounters(signal: AbortSignal): Promise<IdentityWorklists> {
  return call('GET', '/api/identity/worklists', { signal })
}

export function fetchIdentityWorklist(
  name: IdentityWorklist,
  query: Query,
  signal: AbortSignal,
): Promise<Page<IdentityWorklistRow>> {
  return call('GET', `/api/identity/worklists/${name}`, { query, signal })
}

export function fetchPlaces(q: string, at: string | undefined, signal: AbortSignal): Promise<PlaceView[]> {
  return call('GET', '/api/identity/places', { query: { q, at }, signal })
}

/** The search without which nothing is created. */
export function searchCandidates(body: CandidateSearchRequest): Promise<CandidateSearchResponse> {
  return call('POST', '/api/identity/candidates', { body })
}

export function checkTraits(body: TraitsCheckRequest, signal: AbortSignal): Promise<TraitsCheckResponse> {
  return call('POST', '/api/identity/traits/check', { body, signal })
}

export function createPatient(body: CreatePatientRequest): Promise<PatientDetail> {
  return call('POST', '/api/patients', { body })
}

export function changeTraits(patientId: string, body: ChangeTraitsRequest): Promise<PatientDetail> {
  return call('PATCH', `${identity(patientId)}/traits`, { body })
}

export function changeAttributes(patientId: string, body: AttributesRequest): Promise<PatientDetail> {
  return call('PUT', `${identity(patientId)}/attributes`, { body })
}

export function endSource(patientId: string, sourceId: string, body: SourceEndRequest): Promise<PatientDetail> {
  return call('POST', `${identity(patientId)}/sources/${sourceId}/end`, { body })
}

export function restoreSource(patientId: string, sourceId: string, body: SourceEndRequest): Promise<PatientDetail> {
  return call('POST', `${identity(patientId)}/sources/${sourceId}/restore`, { body })
}

/** Queues the records for INSi: the calls are made by the server, at its pace. */
export function queueInsi(body: InsiBatchRequest): Promise<InsiBatchView> {
  return call('POST', '/api/identity/insi/batches', { body })
}
