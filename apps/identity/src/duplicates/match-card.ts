import type { Stored } from '@anamnese/platform-mongo'

/** Under which keys a record is filed, and whether it waits to be compared. `_id` is the patient's. */
export interface MatchCard extends Stored {
  keys: string[]
  /** what the last comparison read of the record */
  compared?: string
  pending?: {
    /** 0: it has just changed; 1: the whole base is compared again */
    priority: 0 | 1
    since: Date
    /** while a replica compares it */
    leasedUntil?: Date
  }
}
