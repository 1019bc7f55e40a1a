import type { IdentityTraits } from '@anamnese/domain-traits'
import type { Stored } from '@anamnese/platform-mongo'
import type { Patient } from '../patients/patient'

/** A merge as it was made: everything that it takes to undo it. */
export interface MergeRecord extends Stored {
  survivorId: string
  absorbedId: string
  state: 'done' | 'undone'
  at: string
  author: string
  origin: { kind: 'OFFICER' | 'PAM'; messageControlId?: string }
  reason: string
  /** both records as they were before */
  snapshot: { survivor: Patient; absorbed: Patient }
  /** sources of the survivor that came from the absorbed record, by their identifier in the survivor */
  carried: string[]
  /** traits of the survivor just after: those that nobody changed since go back */
  traitsAfter: IdentityTraits
  undone?: { at: string; by: string; reason: string }
}
