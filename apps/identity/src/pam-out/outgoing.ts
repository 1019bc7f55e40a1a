import type { OutgoingState } from '@anamnese/contracts'
import type { Correlation } from '@anamnese/platform-logging'
import type { Stored } from '@anamnese/platform-mongo'

export interface Reason {
  code: string
  message: string
}

/** One message for one subscriber, written in the transaction of what it tells, before any attempt. */
export interface Outgoing extends Stored {
  subscriberId: string
  event: string
  patientId: string
  /** as lists show the patient */
  patientLabel: string
  /** patients whose messages wait for this one: both, for a merge */
  lanes: string[]
  /** it still waits, or waits for a person: what follows it in its lanes waits too */
  open: boolean
  state: OutgoingState
  /** MSH-10, the same for every attempt */
  controlId: string
  bytes: Buffer
  charset: string
  withIns: boolean
  attempts: number
  /** failures in a row, for the delay before the next attempt */
  failures: number
  nextAttemptAt?: Date
  reason?: Reason
  /** last acknowledgement, as received */
  answer?: string
  settledBy?: string
  createdAt: Date
  changedAt: Date
  /** end of the retention, once settled */
  expiresAt?: Date
  correlation?: Correlation
}
