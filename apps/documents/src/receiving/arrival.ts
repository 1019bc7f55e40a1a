import type {
  ArrivalAction,
  ArrivalState,
  ArrivalView,
  BlobRef,
  ContentKind,
  DocumentFinding,
  PatientSuggestion,
} from '@anamnese/contracts'
import type { Code } from '@anamnese/domain-professional-ids'
import type { Stored } from '@anamnese/platform-mongo'

/** The choice of a person about an arrival: whose it is, and what it is. */
export interface Choice {
  patientId: string
  by: string
  byId: string
  despiteDifferences?: boolean
  keepBoth?: boolean
}

/** Bytes that came from outside, from their arrival to their record. Nothing of it is ever lost: what is refused is kept too. */
export interface Arrival extends Stored {
  origin: ArrivalView['origin']
  action: ArrivalAction
  state: ArrivalState
  content?: BlobRef
  fileName?: string
  sender?: string
  subject?: string
  targetOid?: string
  stylesheet?: BlobRef
  choice?: Choice
  /** said by a person, for what does not say it itself */
  type?: Code
  title?: string
  /** the archive that it was in */
  parent?: string
  receivedAt: string
  receivedBy?: string
  kind?: ContentKind
  scannedBy?: string
  document?: NonNullable<ArrivalView['document']>
  patient?: NonNullable<ArrivalView['patient']>
  suggestion?: PatientSuggestion
  findings: DocumentFinding[]
  reason?: { code: string; message: string }
  patientId?: string
  documentId?: string
  history: ArrivalView['history']
  attempts: number
  /** when it has to be examined; absent once nothing is left to do without a person */
  dueAt?: Date
}

/** States that a person has something to do about. */
export const TO_TREAT: readonly ArrivalState[] = ['to-attach', 'conflict', 'refused', 'infected', 'failed']

/** The arrival in another state, with the line of its history. What the former state said of itself goes. */
export function inState(
  arrival: Arrival,
  state: ArrivalState,
  change: Partial<Arrival> & { by?: string } = {},
  at = new Date(),
): Arrival {
  const { by, ...values } = change
  const { reason: _reason, dueAt: _dueAt, ...rest } = arrival
  const line = {
    at: at.toISOString(),
    state,
    ...(by === undefined ? {} : { by }),
    ...(values.reason === undefined ? {} : { message: values.reason.message }),
  }
  return { ...rest, ...values, state, history: [...arrival.history, line].slice(-50) }
}
