import type { MovementDetails, StayView } from '@anamnese/contracts'
import { codeLabel, type LabelledTable } from '@anamnese/interop-pam-fr'
import type { StoredMovement } from './stay'

/** What surrounds a stay, from its movements in their order: each says anew, keeps, or removes (`null`). */
export function detailsOf(movements: readonly StoredMovement[]): MovementDetails {
  const active = movements
    .filter((one) => !one.cancelled)
    .sort((one, other) => one.effectiveAt.localeCompare(other.effectiveAt))
  const all: Record<string, unknown> = {}
  for (const { details } of active) {
    for (const [key, value] of Object.entries(details ?? {})) {
      if (value === null) Reflect.deleteProperty(all, key)
      else all[key] = value
    }
  }
  return all
}

type Fact = StayView['facts'][number]

/** In French, in the order of a stay: how it began, how it goes, how it ended. */
export function factsOf(details: MovementDetails): Fact[] {
  const coded = (label: string, table: LabelledTable, code: string | null | undefined): Fact[] =>
    code === null || code === undefined ? [] : [{ label, value: codeLabel(table, code) }]
  const plain = (label: string, value: string | null | undefined): Fact[] =>
    value === null || value === undefined ? [] : [{ label, value }]
  const { accident } = details
  return [
    ...coded('Type d’admission', 'ADMISSION_TYPE', details.admissionType),
    ...coded('Mode d’entrée', 'ENTRY_MODE', details.entryMode),
    ...coded('Provenance', 'ORIGIN', details.provenance),
    ...plain('Établissement d’origine (FINESS)', details.originFacility),
    ...coded('Passage par les urgences', 'EMERGENCY_PASSAGE', details.emergencyPassage),
    ...coded('Transport à l’arrivée', 'TRANSPORT', details.arrivalTransport),
    ...coded('Accident', 'ACCIDENT', accident?.code),
    ...coded('Mode de traitement', 'TREATMENT', details.treatmentMode),
    ...plain('Commentaire', details.comment),
    ...coded('Mode de sortie', 'EXIT_MODE', details.exitMode),
    ...coded('Destination', 'DESTINATION', details.destination),
    ...plain('Établissement de destination (FINESS)', details.dischargedTo),
    ...coded('Transport au départ', 'TRANSPORT', details.departureTransport),
  ]
}

/** The trusted person first, then those to tell. */
export function contactsOf({ contacts = [] }: MovementDetails): StayView['contacts'] {
  const rank = (role: string | undefined): number => (role === 'K' ? 0 : role === 'R' ? 1 : role === 'C' ? 2 : 3)
  return [...contacts]
    .sort((one, other) => rank(one.role) - rank(other.role))
    .map(({ family, given, role, relationship, telecoms }) => ({
      name: [given, family].filter((part) => part !== undefined).join(' '),
      ...(role === undefined ? {} : { role: codeLabel('CONTACT_ROLE', role) }),
      ...(relationship === undefined ? {} : { relationship: codeLabel('RELATIONSHIP', relationship) }),
      telecoms,
    }))
}
