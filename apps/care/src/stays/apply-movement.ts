import { ulid } from 'ulid'
import type { MovementRecordedData } from '@anamnese/contracts'
import { derive } from './derive'
import type { Stay, StoredMovement } from './stay'

/**
 * The stay after a movement. INSERT adds it, UPDATE (Z99) corrects the one of the same id, CANCEL takes it away. A correction or a
 * cancellation of a movement never received is kept too: it says what must not, or no longer, be believed.
 */
export function applyMovement(before: Stay | null, event: MovementRecordedData, at: string): Stay {
  const known = before?.movements.find((one) => one.movementId === event.movementId)
  const movement = event.action === 'CANCEL' ? cancelled(known, event) : recorded(known, event)
  const others = before?.movements ?? []
  const movements = known ? others.map((one) => (one === known ? movement : one)) : [...others, movement]
  const accountNumber = event.accountNumber ?? before?.accountNumber
  return {
    _id: before?._id ?? ulid(),
    establishment: event.establishment,
    version: before?.version ?? 0,
    patientId: event.patientId,
    number: event.stayNumber,
    ...(accountNumber === undefined ? {} : { accountNumber }),
    movements,
    ...derive(movements),
    changedAt: at,
  }
}

function recorded(known: StoredMovement | undefined, event: MovementRecordedData): StoredMovement {
  const correction = event.action === 'UPDATE'
  const trigger = correction ? (known?.trigger ?? event.originalTrigger ?? event.trigger) : event.trigger
  const said = content(event)
  return {
    ...(correction && known ? known : {}),
    ...said,
    ...corrected(correction ? known?.details : undefined, said.details),
    movementId: event.movementId,
    trigger,
    effectiveAt: event.effectiveAt,
    historic: event.historic,
    // Once cancelled, an id is never used again (PAM-FR 2.11 §5): its insertion read late does not bring it back.
    cancelled: known?.cancelled ?? false,
  }
}

/** A correction says what changes: the rest of what surrounded the movement stays. */
function corrected(
  before: StoredMovement['details'],
  said: StoredMovement['details'],
): Pick<StoredMovement, 'details'> {
  const both = { ...before, ...said }
  return Object.keys(both).length > 0 ? { details: both } : {}
}

function cancelled(known: StoredMovement | undefined, event: MovementRecordedData): StoredMovement {
  // A cancellation describes where the patient goes back to, not the movement that it cancels.
  if (known) return { ...known, cancelled: true }
  return {
    movementId: event.movementId,
    trigger: event.originalTrigger ?? event.trigger,
    effectiveAt: event.effectiveAt,
    historic: event.historic,
    cancelled: true,
    patientClass: event.patientClass,
  }
}

type Content = Omit<StoredMovement, 'movementId' | 'trigger' | 'effectiveAt' | 'historic' | 'cancelled'>

function content(event: MovementRecordedData): Content {
  const { patientClass, location, medicalUnit, careUnit, attendingDoctor } = event
  const { admittedAt, dischargedAt, dischargeMode, details } = event
  return {
    patientClass,
    ...(location === undefined ? {} : { location }),
    ...(medicalUnit === undefined ? {} : { medicalUnit }),
    ...(careUnit === undefined ? {} : { careUnit }),
    ...(attendingDoctor === undefined ? {} : { attendingDoctor }),
    ...(admittedAt === undefined ? {} : { admittedAt }),
    ...(dischargedAt === undefined ? {} : { dischargedAt }),
    ...(dischargeMode === undefined ? {} : { dischargeMode }),
    ...(details === undefined ? {} : { details }),
  }
}
