import type {
  AccountRequest,
  AccountView,
  AuditEntry,
  CorrespondentView,
  Page,
  SendingIndicators,
} from '@anamnese/contracts'
import { call, type Query } from './client'

export function fetchCorrespondents(q: string, signal: AbortSignal): Promise<Page<CorrespondentView>> {
  return call('GET', '/api/correspondents', { query: { q, page: 1, size: 20 }, signal })
}

export function fetchAccounts(query: Query, signal: AbortSignal): Promise<Page<AccountView>> {
  return call('GET', '/api/directory/accounts', { query, signal })
}

export function createAccount(body: AccountRequest): Promise<AccountView> {
  return call('POST', '/api/directory/accounts', { body })
}

export function changeAccount(id: string, body: Partial<AccountRequest>): Promise<AccountView> {
  return call('PATCH', `/api/directory/accounts/${id}`, { body })
}

export function fetchAudit(query: Query, signal: AbortSignal): Promise<Page<AuditEntry>> {
  return call('GET', '/api/audit', { query, signal })
}

/** The accesses to one record, for who has it open. */
export function fetchRecordAudit(patientId: string, query: Query, signal: AbortSignal): Promise<Page<AuditEntry>> {
  return call('GET', `/api/audit/patients/${patientId}`, { query, signal })
}

export function fetchIndicators(query: Query, signal: AbortSignal): Promise<SendingIndicators> {
  return call('GET', '/api/indicators/sendings', { query, signal })
}
