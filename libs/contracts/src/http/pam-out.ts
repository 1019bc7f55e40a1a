/** Acknowledgement asked of a subscriber: the original one; both of the enhanced mode; its accept acknowledgement alone. */
export type SubscriberAckMode = 'original' | 'enhanced' | 'accept'

/** POST /api/identity/subscribers, PUT /api/identity/subscribers/:id (right `admin`) */
export interface SubscriberRequest {
  /** as people call it */
  name: string
  host: string
  port: number
  tls: boolean
  /** authorities of its certificate, PEM; without them, those of the service */
  ca?: string
  /** MSH-5 and MSH-6; the same as MSH-3 and MSH-4 of what it sends here: it is not told back what it said */
  application: string
  facility: string
  charset: '8859/15' | 'UNICODE UTF-8'
  ackMode: SubscriberAckMode
  /** events wanted, e.g. `A28`; empty: all those of the profile's required set */
  events: string[]
  /** namespaces of the IPPs wanted; empty: all */
  domains: string[]
  /** PUT only: the version that was read */
  version?: number
}

/** GET /api/identity/subscribers */
export interface SubscriberView extends Omit<SubscriberRequest, 'version'> {
  id: string
  version: number
  paused: boolean
  link: { connected: boolean; lastSuccessAt?: string; lastError?: { at: string; message: string } }
  queue: { waiting: number; refused: number; oldestAt?: string }
}

/** POST /api/identity/subscribers/:id/pause */
export interface SubscriberPauseRequest {
  paused: boolean
}

export type OutgoingState = 'pending' | 'sent' | 'accepted' | 'refused' | 'skipped'

/** GET /api/identity/outgoing?subscriberId=&state=a,b&q=&page=&size= (right `identity.write`) */
export interface OutgoingView {
  id: string
  subscriberId: string
  subscriberName: string
  event: string
  eventLabel: string
  patientId: string
  /** as shown in lists: name, given name, IPP */
  patientLabel: string
  controlId: string
  state: OutgoingState
  /** French sentence: what happened, what comes next */
  status: string
  attempts: number
  createdAt: string
  changedAt: string
  nextAttemptAt?: string
  reason?: { code: string; message: string }
  /** messages of the same patient that wait behind it */
  blocking?: number
}

/** GET /api/identity/outgoing/:id — with the texts as on the wire (audited: it may carry an INS) */
export interface OutgoingDetail extends OutgoingView {
  text: string
  answer?: string
}

/** POST /api/identity/outgoing/:id/skip; POST /api/identity/outgoing/:id/resend has no body */
export interface OutgoingSkipRequest {
  reason: string
}
