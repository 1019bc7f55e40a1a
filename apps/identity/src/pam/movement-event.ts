import type { ConsentReceivedData, LocalIdentifier, MovementRecordedData } from '@anamnese/contracts'
import type { Adt, AdtProfessional } from '@anamnese/interop-pam-fr'
import { named } from '../patients/contact'
import { formerOwner, movementDetails } from './movement-details'

/** Who said it, as `MSH-3|MSH-4`. */
const originOf = ({ sendingApplication, sendingFacility }: Adt): string => `${sendingApplication}|${sendingFacility}`

/** The movement that a message carries, for `care`. `undefined` when it carries none. */
export function movementEvent(
  adt: Adt,
  patientId: string,
  establishment: string,
  own: LocalIdentifier['authority'],
): MovementRecordedData | undefined {
  if (adt.event === 'A44') return accountMoved(adt, patientId, establishment, own)
  const { movement, stay } = adt
  const stayNumber = stay?.visit?.value
  if (!movement || !stay || stayNumber === undefined) return undefined
  // ZFM-2, the mode of the PMSI: PV1-36 is of another table, whose codes mean something else.
  const dischargeMode = stay.exitMode
  const { location } = stay
  const details = movementDetails(adt, own)
  return {
    patientId,
    establishment,
    trigger: adt.event,
    action: movement.action,
    ...(movement.originalEvent === undefined ? {} : { originalTrigger: movement.originalEvent }),
    movementId: movement.ids[0] ?? adt.controlId,
    effectiveAt: movement.at,
    historic: movement.historic,
    ...(movement.natures.length > 0 ? { nature: movement.natures.join('') } : {}),
    patientClass: stay.patientClass as MovementRecordedData['patientClass'],
    stayNumber,
    ...(stay.account === undefined ? {} : { accountNumber: stay.account.value }),
    ...(typeof stay.admittedAt === 'string' ? { admittedAt: stay.admittedAt } : {}),
    ...(typeof stay.dischargedAt === 'string' ? { dischargedAt: stay.dischargedAt } : {}),
    ...(typeof dischargeMode === 'string' ? { dischargeMode } : {}),
    ...(location?.unit === undefined
      ? {}
      : {
          location: {
            unit: location.unit,
            ...(location.room === undefined ? {} : { room: location.room }),
            ...(location.bed === undefined ? {} : { bed: location.bed }),
          },
        }),
    ...(movement.medicalUnit === undefined ? {} : { medicalUnit: movement.medicalUnit }),
    ...(movement.careUnit === undefined ? {} : { careUnit: movement.careUnit }),
    ...doctor(stay.attending ?? stay.admitting),
    ...(details ? { details } : {}),
    origin: originOf(adt),
    controlId: adt.controlId,
  }
}

/** A44: the account, with its stays, belongs to this patient from now on. It has no movement of its own. */
function accountMoved(
  adt: Adt,
  patientId: string,
  establishment: string,
  own: LocalIdentifier['authority'],
): MovementRecordedData | undefined {
  const account = adt.merges[0]?.account?.value
  if (account === undefined) return undefined
  return {
    patientId,
    establishment,
    trigger: 'A44',
    action: 'UPDATE',
    movementId: adt.controlId,
    effectiveAt: adt.occurredAt,
    historic: false,
    patientClass: 'N',
    stayNumber: '',
    accountNumber: account,
    details: formerOwner(adt, own),
    origin: originOf(adt),
    controlId: adt.controlId,
  }
}

function doctor(sent: AdtProfessional | undefined): Pick<MovementRecordedData, 'attendingDoctor'> {
  return sent ? { attendingDoctor: named(sent) } : {}
}

/** The choices that a message carries, for `consent`. A deletion is the absence of choice. */
export function consentEvent(adt: Adt, patientId: string, establishment: string): ConsentReceivedData | undefined {
  const { consent } = adt
  if (!consent) return undefined
  const { feeding, consultation, dmpStatus } = consent
  if (feeding === undefined && consultation === undefined && typeof dmpStatus !== 'string') return undefined
  return {
    patientId,
    establishment,
    ...(typeof dmpStatus === 'string' ? { dmpStatus } : {}),
    ...(feeding === undefined ? {} : { feeding: { value: feeding ?? 'NA', at: consent.feedingAt ?? adt.recordedAt } }),
    ...(consultation === undefined
      ? {}
      : { consultation: { value: consultation ?? 'NA', at: consent.consultationAt ?? adt.recordedAt } }),
    origin: originOf(adt),
    controlId: adt.controlId,
  }
}
