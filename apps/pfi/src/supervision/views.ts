import type { Channel, Job, JobState } from '../jobs/job'
import type { ReceivedMessage } from '../inbox/received-message'

/** GET /api/pfi/jobs — without any identity of the patient. */
export interface JobView {
  id: string
  controlId: string
  channel: Channel
  recipient?: string
  documentId: string
  documentType: string
  state: JobState
  attempts: number
  createdAt: string
  changedAt: string
  nextAttemptAt?: string
  error?: { code: string; message: string }
  canRetry: boolean
  history: { at: string; state: JobState; sentence: string; author?: string }[]
}

/** GET /api/pfi/messages */
export interface MessageView {
  id: string
  controlId: string
  sender: string
  type: string
  receivedAt: string
  outcome: 'accepted' | 'refused'
  findings: { severity: string; location: string; message: string }[]
}

export function jobView(job: Job): JobView {
  return {
    id: job._id,
    controlId: job.controlId,
    channel: job.channel,
    ...(job.recipient === undefined ? {} : { recipient: masked(job.recipient) }),
    documentId: job.documentId,
    documentType: job.documentType,
    state: job.state,
    attempts: job.attempts,
    createdAt: job.createdAt.toISOString(),
    changedAt: job.changedAt.toISOString(),
    ...(job.state === 'pending' ? { nextAttemptAt: job.nextAttemptAt.toISOString() } : {}),
    ...(job.error === undefined ? {} : { error: { code: job.error.code, message: job.error.label } }),
    canRetry: job.state === 'pending',
    history: job.history.map((line) => ({ ...line, at: line.at.toISOString() })),
  }
}

export function messageView(message: ReceivedMessage): MessageView {
  return {
    id: message._id,
    controlId: message.controlId,
    sender: message.sender,
    type: message.type,
    receivedAt: message.receivedAt.toISOString(),
    outcome: message.outcome,
    findings: message.findings.map(({ severity, location, message: text }) => ({ severity, location, message: text })),
  }
}

/** A citizen's mailbox is his INS: it is not shown to those who supervise. */
function masked(address: string): string {
  return address.replace(/^[0-9ab]{15}@/i, '***@')
}
