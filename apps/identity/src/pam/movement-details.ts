import type { LocalIdentifier, MovementDetails } from '@anamnese/contracts'
import type { Adt, AdtLocation, AdtStay } from '@anamnese/interop-pam-fr'
import { named, telecomsOf } from '../patients/contact'
import { localIdentifier } from '../patients/ipp'

/** What surrounds a movement, as the message has it; `null` for what it asks to remove. `undefined` when it says nothing. */
export function movementDetails(adt: Adt, own: LocalIdentifier['authority']): MovementDetails | undefined {
  const { stay, patient, movement } = adt
  if (!stay) return undefined
  const details = present<MovementDetails>({
    occurredAt: adt.occurredAt === movement?.at ? undefined : adt.occurredAt,
    plannedAt: adt.plannedAt,
    ...conditions(stay),
    ...wayInAndOut(stay),
    accident: stay.accident,
    referringDoctor: stay.referring && named(stay.referring),
    admittingDoctor: stay.admitting && named(stay.admitting),
    roles: stay.roles?.map(({ action, role, professional }) => ({ action, role, professional: named(professional) })),
    contacts: patient.contacts?.map(({ family, given, relationship, role, telecoms }) =>
      present<NonNullable<MovementDetails['contacts']>[number]>({
        family,
        given,
        relationship,
        role,
        telecoms: telecomsOf(telecoms) ?? [],
      }),
    ),
    formerIpps: adt.merges[0]?.eliminated.map((one) => localIdentifier(one, own)),
  })
  return Object.keys(details).length > 0 ? details : undefined
}

/** A44 has no stay: only whose account it was. */
export function formerOwner(adt: Adt, own: LocalIdentifier['authority']): MovementDetails {
  return { formerIpps: (adt.merges[0]?.eliminated ?? []).map((one) => localIdentifier(one, own)) }
}

function conditions(stay: AdtStay): Loose<MovementDetails> {
  return {
    admissionType: stay.admissionType,
    treatmentMode: stay.treatmentMode,
    discipline: stay.discipline,
    admitSource: stay.admitSource,
    roomType: stay.roomType,
    carePathway: stay.carePathway,
    comment: stay.comment,
    preadmissionAccount: stay.preadmissionAccount?.value,
    accountKept: stay.accountKept ? true : undefined,
    priorLocation: stay.priorLocation && place(stay.priorLocation),
    expectedAdmissionAt: stay.expectedAdmissionAt,
    expectedDischargeAt: stay.expectedDischargeAt,
    expectedReturnAt: stay.expectedReturnAt,
  }
}

function wayInAndOut(stay: AdtStay): Loose<MovementDetails> {
  return {
    entryMode: stay.entryMode,
    exitMode: stay.exitMode,
    provenance: stay.origin,
    destination: stay.destination,
    emergencyPassage: stay.emergencyPassage,
    arrivalTransport: stay.arrivalTransport,
    departureTransport: stay.departureTransport,
    originFacility: stay.originFacility,
    dischargedTo: stay.dischargedTo,
    dischargeDisposition: stay.dischargeDisposition,
    localExitMode: stay.localExitMode,
    rimpMode: stay.rimpMode,
  }
}

function place({ unit, room, bed }: AdtLocation): NonNullable<MovementDetails['priorLocation']> {
  return present<NonNullable<MovementDetails['priorLocation']>>({ unit, room, bed })
}

type Loose<T> = { [K in keyof T]?: T[K] | undefined }

function present<T extends object>(value: { [K in keyof T]: T[K] | undefined } | Loose<T>): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T
}
