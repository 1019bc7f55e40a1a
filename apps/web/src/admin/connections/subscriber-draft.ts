import type { SubscriberRequest, SubscriberView } from '@anamnese/contracts'

/** A subscriber as it is typed: every field has a value. */
export interface SubscriberDraft extends Omit<Required<SubscriberRequest>, 'version' | 'port'> {
  port: string
}

export function draftOf(subscriber: SubscriberView | undefined): SubscriberDraft {
  return {
    name: subscriber?.name ?? '',
    host: subscriber?.host ?? '',
    port: subscriber === undefined ? '' : String(subscriber.port),
    tls: subscriber?.tls ?? true,
    ca: subscriber?.ca ?? '',
    application: subscriber?.application ?? '',
    facility: subscriber?.facility ?? '',
    charset: subscriber?.charset ?? 'UNICODE UTF-8',
    ackMode: subscriber?.ackMode ?? 'original',
    events: subscriber?.events ?? [],
    domains: subscriber?.domains ?? [],
  }
}

/** What is sent: texts without their blanks, no authority when none is typed, the version that was read. */
export function requestOf(draft: SubscriberDraft, subscriber: SubscriberView | undefined): SubscriberRequest {
  const { ca, port, ...others } = draft
  const trimmed = ca.trim()
  return {
    ...others,
    name: draft.name.trim(),
    host: draft.host.trim(),
    port: Number(port),
    application: draft.application.trim(),
    facility: draft.facility.trim(),
    ...(trimmed === '' ? {} : { ca: trimmed }),
    ...(subscriber === undefined ? {} : { version: subscriber.version }),
  }
}
