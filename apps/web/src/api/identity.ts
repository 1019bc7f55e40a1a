import type {
  Hl7MessageDetail,
  Hl7MessageView,
  InsiAcceptRequest,
  InsiSearchResponse,
  Page,
  PatientDetail,
  PatientSummary,
  ProofRequest,
  QualifyRequest,
  QualifyResponse,
} from '@anamnese/contracts'
import { call, type Query } from './client'

export function fetchPatients(query: Query, signal: AbortSignal): Promise<Page<PatientSummary>> {
  return call('GET', '/api/patients', { query, signal })
}

export function fetchPatient(id: string, signal: AbortSignal): Promise<PatientDetail> {
  return call('GET', `/api/patients/${id}`, { signal })
}

/** Calls the INSi teleservice with the traits of the record. It may take a while: the national service decides. */
export function searchInsi(patientId: string): Promise<InsiSearchResponse> {
  return call('POST', `/api/patients/${patientId}/insi/search`, { timeout: 60_000 })
}

export function acceptInsi(patientId: string, body: InsiAcceptRequest): Promise<PatientDetail> {
  return call('POST', `/api/patients/${patientId}/insi/accept`, { body })
}

export function recordProof(patientId: string, body: ProofRequest): Promise<PatientDetail> {
  return call('POST', `/api/patients/${patientId}/proofs`, { body })
}

/** INSi call and coherence check in one act. */
export function qualify(patientId: string, body: QualifyRequest): Promise<QualifyResponse> {
  return call('POST', `/api/patients/${patientId}/qualify`, { body, timeout: 60_000 })
}

export function fetchHl7Messages(query: Query, signal: AbortSignal): Promise<Page<Hl7MessageView>> {
  return call('GET', '/api/identity/messages', { query, signal })
}

export function fetchHl7Message(id: string, signal: AbortSignal): Promise<Hl7MessageDetail> {
  return call('GET', `/api/identity/messages/${id}`, { signal })
}
