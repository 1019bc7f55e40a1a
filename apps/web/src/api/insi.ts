import type {
  InsiBatchItemView,
  InsiBatchRequest,
  InsiBatchView,
  InsiCallDetail,
  InsiCallView,
  InsiCardResponse,
  InsiRecordView,
  InsiVerifyResponse,
  InsWithdrawRequest,
  LabelFormatView,
  Page,
  PatientDetail,
  ScanRequest,
  ScanResponse,
  VitaleCard,
} from '@anamnese/contracts'
import { call, type Query } from './client'

/** INSi calls wait for a national service. */
const LONG = 60_000

/** Names under which the answers about INSi are kept; what belongs to one patient follows its identity. */
export const insiKeys = {
  record: (patientId: string) => ['patient', patientId, 'identity', 'insi'],
  calls: (patientId: string) => ['patient', patientId, 'identity', 'insi-calls'],
  batches: ['insi-batches'],
  formats: ['label-formats'],
} as const

const ofRecord = (patientId: string, path = ''): string => `/api/patients/${patientId}/identity/insi${path}`

export function fetchInsiRecord(patientId: string, signal: AbortSignal): Promise<InsiRecordView> {
  return call('GET', ofRecord(patientId), { signal })
}

export function verifyIns(patientId: string): Promise<InsiVerifyResponse> {
  return call('POST', ofRecord(patientId, '/verify'), { timeout: LONG })
}

export function withdrawIns(patientId: string, body: InsWithdrawRequest): Promise<PatientDetail> {
  return call('POST', ofRecord(patientId, '/withdraw'), { body })
}

export function keepIns(patientId: string, body: InsWithdrawRequest): Promise<PatientDetail> {
  return call('POST', ofRecord(patientId, '/keep'), { body })
}

export function acceptInsiCall(patientId: string, body: { callId: string; version: number }): Promise<PatientDetail> {
  return call('POST', ofRecord(patientId, '/accept'), { body })
}

export function fetchInsiCalls(patientId: string, query: Query, signal: AbortSignal): Promise<Page<InsiCallView>> {
  return call('GET', ofRecord(patientId, '/calls'), { query, signal })
}

export function fetchInsiCall(patientId: string, callId: string, signal: AbortSignal): Promise<InsiCallDetail> {
  return call('GET', ofRecord(patientId, `/calls/${callId}`), { signal })
}

/** Who the holder of a carte Vitale is, before any record is chosen. */
export function searchInsiByCard(card: VitaleCard): Promise<InsiCardResponse> {
  return call('POST', '/api/identity/insi/card', { body: { card }, timeout: LONG })
}

export function scanCode(body: ScanRequest): Promise<ScanResponse> {
  return call('POST', '/api/identity/scans', { body, timeout: LONG })
}

export function fetchLabelFormats(signal: AbortSignal): Promise<LabelFormatView[]> {
  return call('GET', '/api/identity/label-formats', { signal })
}

export function createBatch(body: InsiBatchRequest): Promise<InsiBatchView> {
  return call('POST', '/api/identity/insi/batches', { body })
}

export function fetchBatches(query: Query, signal: AbortSignal): Promise<Page<InsiBatchView>> {
  return call('GET', '/api/identity/insi/batches', { query, signal })
}

export function fetchBatchItems(id: string, query: Query, signal: AbortSignal): Promise<Page<InsiBatchItemView>> {
  return call('GET', `/api/identity/insi/batches/${id}/items`, { query, signal })
}

export function actOnBatch(id: string, act: 'pause' | 'resume' | 'cancel'): Promise<InsiBatchView> {
  return call('POST', `/api/identity/insi/batches/${id}/${act}`)
}
