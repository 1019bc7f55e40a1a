import type {
  ArrivalView,
  AttachRequest,
  DismissRequest,
  DocumentView,
  ExportRequest,
  ExportView,
  Page,
  ReceiveQuery,
  RetentionLine,
} from '@anamnese/contracts'
import { call, type Query } from './client'

export function fetchReceived(query: Query, signal: AbortSignal): Promise<Page<ArrivalView>> {
  return call('GET', '/api/documents/received', { query, signal })
}

/** Gives a file to the receiving door; the answer says what became of it. */
export function receiveFile(file: File, query: ReceiveQuery): Promise<ArrivalView> {
  const whole = { ...query, fileName: file.name.slice(0, 255) }
  return call('POST', '/api/documents/received', { file, query: whole, timeout: 120_000 })
}

export function attachReceived(id: string, body: AttachRequest): Promise<ArrivalView> {
  return call('POST', `/api/documents/received/${id}/attach`, { body, timeout: 60_000 })
}

export function dismissReceived(id: string, body: DismissRequest): Promise<ArrivalView> {
  return call('POST', `/api/documents/received/${id}/dismiss`, { body })
}

export function retryReceived(id: string, version: number): Promise<ArrivalView> {
  return call('POST', `/api/documents/received/${id}/retry`, { body: { version }, timeout: 60_000 })
}

export function receivedContentAddress(id: string): string {
  return `/api/documents/received/${id}/content`
}

export function fetchExports(query: Query, signal: AbortSignal): Promise<Page<ExportView>> {
  return call('GET', '/api/documents/exports', { query, signal })
}

export function askExport(body: ExportRequest): Promise<ExportView> {
  return call('POST', '/api/documents/exports', { body })
}

export function cancelExport(id: string): Promise<ExportView> {
  return call('POST', `/api/documents/exports/${id}/cancel`)
}

export function volumeAddress(id: string, number: number): string {
  return `/api/documents/exports/${id}/volumes/${number}`
}

export function fetchRetention(query: Query, signal: AbortSignal): Promise<Page<RetentionLine>> {
  return call('GET', '/api/documents/retention', { query, signal, timeout: 60_000 })
}

export type KeepingAct = 'hold' | 'delete'

export function keepDocument(id: string, act: KeepingAct, reason: string): Promise<DocumentView> {
  return call('POST', `/api/documents/${id}/${act}`, { body: { reason } })
}
