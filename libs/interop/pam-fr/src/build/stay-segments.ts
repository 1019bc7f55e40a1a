import { components, type Hl7Fields, type Hl7Value, repetitions } from '@anamnese/interop-hl7v2'
import type { Adt, AdtLocation, AdtMovement, AdtProfessional, AdtRole, AdtStay, AdtUnit, Authority } from '../adt'
import { address, professional, telecom } from './contact-points'
import { authority, identifier, moment, repeated, text } from './values'

/** PV1 of a message of identity says that there is no encounter (PAM-FR 2.11 §6.10). */
export function pv1(stay: AdtStay | undefined, issuer: Authority, zone: string): Hl7Fields {
  if (!stay) return { 1: 1, 2: 'N' }
  return {
    1: 1,
    2: stay.patientClass,
    3: location(stay.location, issuer),
    4: stay.admissionType,
    5: identifier(stay.preadmissionAccount),
    6: location(stay.priorLocation, issuer),
    7: doctor(stay.attending),
    8: doctor(stay.referring),
    10: stay.discipline,
    14: stay.admitSource,
    17: doctor(stay.admitting),
    19: identifier(stay.visit),
    21: stay.treatmentMode,
    36: text(stay.dischargeDisposition),
    37: text(stay.dischargedTo),
    44: moment(stay.admittedAt, zone),
    45: moment(stay.dischargedAt, zone),
    51: stay.accountKept ? 'V' : undefined,
  }
}

export function pv2(stay: AdtStay | undefined, zone: string): Hl7Fields {
  if (!stay) return {}
  return {
    2: text(stay.roomType),
    7: stay.carePathway,
    8: moment(stay.expectedAdmissionAt, zone),
    9: moment(stay.expectedDischargeAt, zone),
    12: stay.comment,
    38: text(stay.arrivalTransport),
    47: moment(stay.expectedReturnAt, zone),
  }
}

export function zfm(stay: AdtStay | undefined): Hl7Fields {
  return {
    1: text(stay?.entryMode),
    2: text(stay?.exitMode),
    3: text(stay?.origin),
    4: text(stay?.destination),
    5: text(stay?.emergencyPassage),
  }
}

export function zfv(stay: AdtStay | undefined): Hl7Fields {
  return {
    1: text(stay?.originFacility),
    2: text(stay?.departureTransport),
    9: text(stay?.localExitMode),
    10: text(stay?.rimpMode),
  }
}

export function acc(stay: AdtStay | undefined, zone: string): Hl7Fields {
  return { 1: moment(stay?.accident?.at, zone), 2: stay?.accident?.code }
}

export function zbe(movement: AdtMovement, issuer: Authority, zone: string): Hl7Fields {
  return {
    1: repetitions(...movement.ids.map((id) => movementId(id, issuer))),
    2: moment(movement.at, zone),
    4: movement.action,
    5: movement.historic ? 'Y' : 'N',
    6: movement.originalEvent,
    7: unit(movement.medicalUnit, issuer),
    8: unit(movement.careUnit, issuer),
    9: natures(movement.natures),
  }
}

export function stayRole({ action, role, professional: who }: AdtRole): Hl7Fields {
  return {
    2: action,
    3: role,
    4: professional(who),
    11: who.address && address(who.address),
    12: repeated(who.telecoms, telecom),
  }
}

/** MRG: what is eliminated, moved or replaced (PAM-FR 2.11 §6.12). */
export function mrg(merge: Adt['merges'][number], ins: (matricule: string, oid: string) => Hl7Value): Hl7Fields {
  const former = merge.formerIns
  return {
    1: repetitions(...merge.eliminated.map(identifier), ...(former ? [ins(former.matricule, former.oid)] : [])),
    3: identifier(merge.account),
  }
}

/** `id^authority` as the reader gives it: an EI, whose authority is that of the hospital unless it names another one. */
function movementId(id: string, issuer: Authority): Hl7Value {
  const [value = '', namespace] = id.split('^')
  if (namespace === undefined || namespace === issuer.namespace) {
    return components(value, issuer.namespace, issuer.universalId, issuer.universalIdType)
  }
  return components(value, namespace)
}

/** PL: unit, room, bed, facility, occupied or free. */
function location(value: AdtLocation | undefined, issuer: Authority): Hl7Value {
  if (!value) return undefined
  const state = value.occupied === undefined ? undefined : value.occupied ? 'O' : 'U'
  return components(value.unit, value.room, value.bed, issuer.universalId, state)
}

/** XON: label in component 1, code in component 10. */
function unit(value: AdtUnit | undefined, issuer: Authority): Hl7Value {
  if (!value) return undefined
  const none = undefined
  return components(value.label, none, none, none, none, authority(issuer), 'UF', none, none, value.code)
}

const doctor = (value: AdtProfessional | undefined): Hl7Value => value && professional(value)

/** In the order of the profile's own list: HMS, SM, SH, MH, LD. */
const ORDERED = ['HMS', 'SM', 'SH', 'MH', 'LD']
function natures(letters: AdtMovement['natures']): string {
  const known = ORDERED.find((form) => form.length === letters.length && letters.every((one) => form.includes(one)))
  return known ?? letters.join('')
}
