import type { ChoicesRequest, ChoicesView, StayView, WardPatient, WardSummary } from '@anamnese/contracts'
import { call } from './client'

export function fetchStays(patientId: string, signal: AbortSignal): Promise<StayView[]> {
  return call('GET', `/api/patients/${patientId}/stays`, { signal })
}

export function fetchWards(signal: AbortSignal): Promise<WardSummary[]> {
  return call('GET', '/api/wards', { signal })
}

export function fetchWard(unit: string, signal: AbortSignal): Promise<WardPatient[]> {
  return call('GET', `/api/wards/${encodeURIComponent(unit)}`, { signal })
}

export function fetchChoices(patientId: string, signal: AbortSignal): Promise<ChoicesView> {
  return call('GET', `/api/patients/${patientId}/choices`, { signal })
}

export function saveChoices(patientId: string, body: ChoicesRequest): Promise<ChoicesView> {
  return call('PUT', `/api/patients/${patientId}/choices`, { body })
}
