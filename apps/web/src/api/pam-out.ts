import type { OutgoingDetail, OutgoingView, Page, SubscriberRequest, SubscriberView } from '@anamnese/contracts'
import { call, type Query } from './client'

export function fetchSubscribers(signal: AbortSignal): Promise<SubscriberView[]> {
  return call('GET', '/api/identity/subscribers', { signal })
}

export function createSubscriber(body: SubscriberRequest): Promise<SubscriberView> {
  return call('POST', '/api/identity/subscribers', { body })
}

export function changeSubscriber(id: string, body: SubscriberRequest): Promise<SubscriberView> {
  return call('PUT', `/api/identity/subscribers/${id}`, { body })
}

export function pauseSubscriber(id: string, paused: boolean): Promise<SubscriberView> {
  return call('POST', `/api/identity/subscribers/${id}/pause`, { body: { paused } })
}

export function removeSubscriber(id: string): Promise<void> {
  return call('DELETE', `/api/identity/subscribers/${id}`)
}

export function fetchOutgoing(query: Query, signal: AbortSignal): Promise<Page<OutgoingView>> {
  return call('GET', '/api/identity/outgoing', { query, signal })
}

export function fetchOutgoingMessage(id: string, signal: AbortSignal): Promise<OutgoingDetail> {
  return call('GET', `/api/identity/outgoing/${id}`, { signal })
}

export function resendOutgoing(id: string): Promise<OutgoingView> {
  return call('POST', `/api/identity/outgoing/${id}/resend`)
}

export function skipOutgoing(id: string, reason: string): Promise<OutgoingView> {
  return call('POST', `/api/identity/outgoing/${id}/skip`, { body: { reason } })
}
