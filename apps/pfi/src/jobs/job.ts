import type { CdaOperation } from '@anamnese/interop-cda-hl7'
import type { Stored } from '@anamnese/platform-mongo'

export type Channel = 'DMP' | 'MSS_PRO' | 'MSS_PATIENT'

/** `sent`: an attempt is under way, or was when its process died. */
export type JobState = 'pending' | 'sent' | 'accepted' | 'refused'

export const OPEN_STATES: readonly JobState[] = ['pending', 'sent']

/** What a destination, or the network before it, answered: its code and its words. */
export interface JobError {
  code: string
  label: string
}

/** One thing to deliver to one destination, written before the first attempt. */
export interface Job extends Stored {
  /** the received message that asked for it, and its MSH-10 */
  messageId: string
  controlId: string
  channel: Channel
  /** MSSanté address */
  recipient?: string
  recipientName?: string
  /** jobs of one lane go one after the other: same patient, same destination */
  lane: string
  operation: CdaOperation
  documentId: string
  documentType: string
  /** the DPI asked for a business acknowledgement */
  acknowledge: boolean
  state: JobState
  attempts: number
  /** attempts that failed since the last success or the last order of a person */
  failures: number
  /** an earlier attempt may have been carried out although its answer was lost */
  uncertain: boolean
  lease?: { owner: string; until: Date }
  /** OIDs of the submission set and of its signature, the same at each attempt */
  submissionSetId: string
  signatureId: string
  createdAt: Date
  changedAt: Date
  nextAttemptAt: Date
  error?: JobError
  history: { at: Date; state: JobState; sentence: string; author?: string }[]
}

/** What came of an attempt. */
export type Outcome =
  | { kind: 'accepted' }
  | ({ kind: 'refused' } & JobError)
  /** `uncertain`: the destination may have carried it out */
  | ({ kind: 'retry'; uncertain: boolean } & JobError)
