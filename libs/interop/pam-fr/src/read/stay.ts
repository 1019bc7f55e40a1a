import type { Hl7Field, Hl7Message } from '@anamnese/interop-hl7v2'
import type { AdtLocation, AdtStay } from '../adt'
import { professional } from './professional'
import { asIs, compact, identifier, instantPatch, patched } from './values'

/** PV1, PV2, ZFM and the account of PID-18. `undefined` in a message of identity (PV1-2 = N) or without PV1. */
export function stay(message: Hl7Message, zone: string): AdtStay | undefined {
  const pv1 = message.first('PV1')
  const patientClass = pv1?.get(2)
  if (!pv1 || patientClass === undefined || patientClass === 'N') return undefined
  const pv2 = message.first('PV2')
  const zfm = message.first('ZFM')
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
    accountKept: pv1.get(51) === 'V',
  })
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
