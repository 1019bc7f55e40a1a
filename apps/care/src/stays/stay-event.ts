import type { StayChangedData, StayView } from '@anamnese/contracts'
import { PAM_EVENTS } from '@anamnese/interop-pam-fr'
import { derive } from './derive'
import type { Stay, StoredMovement } from './stay'
import { contactsOf, detailsOf, factsOf } from './stay-details'

/** What other services know of a stay. */
export function stayEvent(stay: Stay): StayChangedData {
  const { _id, movements: _movements, units: _units, movedFrom: _from, ...told } = stay
  return { stayId: _id, ...told }
}

export function stayView(stay: Stay): StayView {
  const { _id, movements, patientId, number, accountNumber, patientClass, state } = stay
  const { admittedAt, dischargedAt, unit, room, bed, attendingDoctor } = stay
  const details = detailsOf(movements)
  return {
    id: _id,
    patientId,
    number,
    ...(accountNumber === undefined ? {} : { accountNumber }),
    patientClass,
    state,
    ...(admittedAt === undefined ? {} : { admittedAt }),
    ...(dischargedAt === undefined ? {} : { dischargedAt }),
    ...(unit === undefined ? {} : { unit }),
    ...(room === undefined ? {} : { room }),
    ...(bed === undefined ? {} : { bed }),
    ...(attendingDoctor === undefined ? {} : { attendingDoctor }),
    facts: factsOf(details),
    contacts: contactsOf(details),
    movements: [...movements].sort((one, other) => one.effectiveAt.localeCompare(other.effectiveAt)).map(movementView),
  }
}

function movementView(movement: StoredMovement): StayView['movements'][number] {
  const { movementId, trigger, effectiveAt, cancelled } = movement
  const { unit, room, bed } = derive([{ ...movement, cancelled: false }])
  const label = PAM_EVENTS.get(trigger)?.label ?? trigger
  return {
    movementId,
    trigger,
    label: label.charAt(0).toUpperCase() + label.slice(1),
    effectiveAt,
    cancelled,
    ...(unit === undefined ? {} : { unit }),
    ...(room === undefined ? {} : { room }),
    ...(bed === undefined ? {} : { bed }),
  }
}
