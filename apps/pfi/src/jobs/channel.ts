import type { CdaMessage } from '@anamnese/interop-cda-hl7'
import type { Job, Outcome } from './job'

/** What a job works from: the message as it was received, read again. */
export interface JobContent {
  message: CdaMessage
  /** MSH-7 */
  sentAt: Date
  /** the accepted job that sent, to the same place, the document that this one replaces */
  replacedJobId?: string
}

/** Carries jobs out towards one destination. Whatever the destination or the network does is an outcome, never an exception. */
export interface DeliveryChannel {
  deliver(job: Job, content: JobContent): Promise<Outcome>
  close(): Promise<void>
}
