import type { Stored } from '@anamnese/platform-mongo'

/** A business acknowledgement to give to the DPI, kept until it has acknowledged it. */
export interface Zam extends Stored {
  jobId: string
  /** MSH-10 of this ZAM, and of the message that it answers */
  controlId: string
  originalControlId: string
  bytes: Buffer
  state: 'pending' | 'acknowledged' | 'refused'
  attempts: number
  lease?: { owner: string; until: Date }
  createdAt: Date
  changedAt: Date
  nextAttemptAt: Date
  error?: string
}
