import type { Stored } from '@anamnese/platform-mongo'

/** The whole base compared again; one per establishment, whose `_id` is its own. */
export interface DuplicateScan extends Stored {
  state: 'running' | 'paused' | 'done'
  startedAt: string
  startedBy: string
  endedAt?: string
  /** the last record put in the queue: where the scan goes on after a stop */
  cursor: string
  queued: number
  total: number
}
