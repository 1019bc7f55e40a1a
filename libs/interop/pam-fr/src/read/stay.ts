import type { Hl7Field, Hl7Message } from '@anamnese/interop-hl7v2'
import type { AdtAccident, AdtLocation, AdtStay } from '../adt'
import { professional, stayRoles } from './professional'
import { asIs, compact, identifier, instant, instantPatch, patched, someOf } from './values'

/** PV1, PV2, ZFM and the account of PID-18. `undefined` in a message of identity (PV1-2 = N) or without PV1. */
export function stay(message: Hl7Message, zone: string): AdtStay | undefined {
  const pv1 = message.first('PV1')
  const patientClass = pv1?.get(2)
  if (!pv1 || patientClass === undefined || patientClass === 'N') return undefined
  const pv2 = message.first('PV2')
  const zfm = message.first('ZFM')
  const zfv = message.first('ZFV')
  return compact<AdtStay>({
    account: identifier(message.first('PID')?.field(18)),
    visit: identifier(pv1.field(19)),
    preadmissionAccount: identifier(pv1.field(5)),
    patientClass,
    location: location(pv1.field(3)),
    priorLocation: location(pv1.field(6)),
    admissionType: pv1.get(4),
    treatmentMode: pv1.get(21),
    attending: professional(pv1.repetitions(7)[0]),
    referring: professional(pv1.repetitions(8)[0]),
    admitting: professional(pv1.repetitions(17)[0]),
    admittedAt: instantPatch(pv1, 44, zone),
    dischargedAt: instantPatch(pv1, 45, zone),
    expectedAdmissionAt: instantPatch(pv2, 8, zone),
    expectedDischargeAt: instantPatch(pv2, 9, zone),
    dischargeDisposition: patched(pv1.patch(36), asIs),
    entryMode: patched(zfm?.patch(1), asIs),
    exitMode: patched(zfm?.patch(2), asIs),
    origin: patched(zfm?.patch(3), asIs),
    destination: patched(zfm?.patch(4), asIs),
    emergencyPassage: patched(zfm?.patch(5), asIs),
    discipline: pv1.get(10),
    admitSource: pv1.get(14),
    dischargedTo: patched(pv1.patch(37), asIs),
    roomType: patched(pv2?.patch(2), asIs),
    carePathway: pv2?.get(7),
    comment: pv2?.get(12),
    arrivalTransport: patched(pv2?.patch(38), asIs),
    expectedReturnAt: instantPatch(pv2, 47, zone),
    originFacility: patched(zfv?.patch(1), asIs),
    departureTransport: patched(zfv?.patch(2), asIs),
    localExitMode: patched(zfv?.patch(9), asIs),
    rimpMode: patched(zfv?.patch(10), asIs),
    accident: accident(message, zone),
    roles: someOf(stayRoles(message)),
    accountKept: pv1.get(51) === 'V',
  })
}

function accident(message: Hl7Message, zone: string): AdtAccident | undefined {
  const acc = message.first('ACC')
  const code = acc?.get(2)
  return code === undefined ? undefined : compact<AdtAccident>({ code, at: instant(acc, 1, zone) })
}

function location(field: Hl7Field): AdtLocation | undefined {
  const state = field.get(5)
  const read = compact<AdtLocation>({
    unit: field.get(1),
    room: field.get(2),
    bed: field.get(3),
    occupied: state === undefined ? undefined : state === 'O',
  })
  return Object.keys(read).length > 0 ? read : undefined
}
