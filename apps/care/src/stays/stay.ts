import type {
  MovementDetails,
  MovementRecordedData,
  NamedProfessional,
  StayChangedData,
  Unit,
} from '@anamnese/contracts'
import type { Stored } from '@anamnese/platform-mongo'

/** A movement of a stay, as last corrected. */
export interface StoredMovement {
  movementId: string
  /** the event that created it, whatever corrected it since */
  trigger: string
  effectiveAt: string
  historic: boolean
  cancelled: boolean
  patientClass: MovementRecordedData['patientClass']
  location?: MovementRecordedData['location']
  medicalUnit?: Unit
  careUnit?: Unit
  attendingDoctor?: NamedProfessional
  admittedAt?: string
  dischargedAt?: string
  dischargeMode?: string
  details?: MovementDetails
}

/** A visit of a patient (PV1-19). What it is follows from its movements. */
export interface Stay extends Stored {
  patientId: string
  /**
   * The record that it was opened under, when a movement came for another one before a merge of both was known: the merge, once known,
   * gives it back, so that undoing finds each stay where it was.
   */
  movedFrom?: string
  number: string
  accountNumber?: string
  movements: StoredMovement[]
  patientClass: MovementRecordedData['patientClass']
  state: StayChangedData['state']
  admittedAt?: string
  dischargedAt?: string
  dischargeMode?: string
  unit?: Unit
  room?: string
  bed?: string
  attendingDoctor?: NamedProfessional
  /** every unit that took part in the stay: its care team */
  units: string[]
  changedAt: string
}
