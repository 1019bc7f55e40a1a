import type { SubscriberAckMode } from '@anamnese/contracts'
import type { Stored } from '@anamnese/platform-mongo'

/** A system that is told identities and movements (PAM-FR: a patient demographics or encounter consumer). */
export interface Subscriber extends Stored {
  name: string
  host: string
  port: number
  tls: boolean
  /** authorities of its certificate, PEM */
  ca?: string
  application: string
  facility: string
  charset: '8859/15' | 'UNICODE UTF-8'
  ackMode: SubscriberAckMode
  /** events wanted; empty: all */
  events: string[]
  /** namespaces of the IPPs wanted; empty: all */
  domains: string[]
  paused: boolean
  createdAt: string
}

/** What it signs its own messages with, as events carry it. */
export const senderOf = ({ application, facility }: Pick<Subscriber, 'application' | 'facility'>): string =>
  `${application}|${facility}`

export function wants({ events }: Pick<Subscriber, 'events'>, event: string): boolean {
  return events.length === 0 || events.includes(event)
}
