import type {
  CollisionWithdrawalRequest,
  DuplicateCounters,
  DuplicateDecisionRequest,
  DuplicateDetail,
  DuplicateScanRequest,
  DuplicateScanView,
  DuplicateView,
  MergePreview,
  MergePreviewRequest,
  MergeRequest,
  MergeView,
  Page,
  SignalDuplicateRequest,
  UndoMergeRequest,
  UndoPreview,
} from '@anamnese/contracts'
import { call, type Query } from './client'

const DUPLICATES = '/api/identity/duplicates'
const MERGES = '/api/identity/merges'

export function fetchDuplicates(query: Query, signal: AbortSignal): Promise<Page<DuplicateView>> {
  return call('GET', DUPLICATES, { query, signal })
}

export function fetchDuplicateCounters(signal: AbortSignal): Promise<DuplicateCounters> {
  return call('GET', `${DUPLICATES}/counters`, { signal })
}

export function fetchDuplicate(id: string, signal: AbortSignal): Promise<DuplicateDetail> {
  return call('GET', `${DUPLICATES}/${id}`, { signal })
}

export function signalDuplicate(body: SignalDuplicateRequest): Promise<DuplicateDetail> {
  return call('POST', DUPLICATES, { body })
}

export function decideDuplicate(id: string, body: DuplicateDecisionRequest): Promise<DuplicateDetail> {
  return call('POST', `${DUPLICATES}/${id}/decision`, { body })
}

/** Withdraws an INS from the record that holds it. */
export function withdrawCollision(id: string, body: CollisionWithdrawalRequest): Promise<DuplicateDetail> {
  return call('POST', `${DUPLICATES}/${id}/withdrawal`, { body })
}

export function fetchDuplicateScan(signal: AbortSignal): Promise<DuplicateScanView> {
  return call('GET', `${DUPLICATES}/scan`, { signal })
}

export function actOnDuplicateScan(body: DuplicateScanRequest): Promise<DuplicateScanView> {
  return call('POST', `${DUPLICATES}/scan`, { body })
}

export function previewMerge(body: MergePreviewRequest): Promise<MergePreview> {
  return call('POST', `${MERGES}/preview`, { body })
}

export function mergeRecords(body: MergeRequest): Promise<MergeView> {
  return call('POST', MERGES, { body })
}

export function fetchMerges(query: Query, signal: AbortSignal): Promise<Page<MergeView>> {
  return call('GET', MERGES, { query, signal })
}

export function fetchUndo(id: string, signal: AbortSignal): Promise<UndoPreview> {
  return call('GET', `${MERGES}/${id}/undo`, { signal })
}

export function undoMerge(id: string, body: UndoMergeRequest): Promise<MergeView> {
  return call('POST', `${MERGES}/${id}/undo`, { body })
}
