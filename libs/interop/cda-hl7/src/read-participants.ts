import type { Hl7Field, Hl7Segment } from '@anamnese/interop-hl7v2'
import { PARTICIPATIONS, type Participation } from './codes'
import { known } from './known'
import type { HlOrganization, HlParticipant, HlPerson } from './types'

/** Reads one PRT; `undefined` for a participation that the volets do not use. */
export function readParticipant(segment: Hl7Segment): HlParticipant | undefined {
  const participation = segment.get(4)
  if (participation === undefined || !(participation in PARTICIPATIONS)) return undefined
  return known<HlParticipant>({
    participation: participation as Participation,
    person: segment.has(5) ? readPerson(segment.field(5)) : undefined,
    organization: segment.has(8) ? readOrganization(segment.field(8)) : undefined,
    device: segment.get(10),
    address: addressOf(segment),
  })
}

/** XTN-4; senders also put it in XTN-1 or before an equipment type. */
function addressOf(segment: Hl7Segment): string | undefined {
  const field = segment.field(15)
  const address = field.get(4) ?? [1, 2, 5].map((n) => field.get(n)).find((value) => value?.includes('@'))
  return address?.trim()
}

function readPerson(field: Hl7Field): HlPerson {
  return known<HlPerson>({
    id: field.get(1)?.trim(),
    family: field.get(2),
    given: field.get(3),
    // The authority is an OID in the second subcomponent, or alone in the first one.
    authority: field.get(9, 2) ?? field.get(9, 1),
    idType: field.get(13),
  })
}

function readOrganization(field: Hl7Field): HlOrganization {
  return known<HlOrganization>({
    name: field.get(1),
    authority: field.get(6, 2) ?? field.get(6, 1),
    idType: field.get(7),
    number: field.get(10)?.trim(),
  })
}

/**
 * Struct_idNat of an organisation: kept as it is for IDNST, prefixed by `1` for a FINESS of nine characters. Senders also write the
 * prefixed number under FINEG. `undefined` when there is no number of a structure.
 */
export function structureIdNat(organization: HlOrganization | undefined): string | undefined {
  const { number, idType } = organization ?? {}
  if (number === undefined || number === '') return undefined
  if (idType === 'FINEG' || idType === 'FINEJ') return number.length === 9 ? `1${number}` : number
  return idType === 'IDNST' ? number : undefined
}

/** PS_idNat of a person: kept for IDNPS, prefixed by `8` for a bare RPPS number. */
export function professionalIdNat(person: HlPerson | undefined): string | undefined {
  const { id, idType } = person ?? {}
  if (id === undefined || idType === 'INS') return undefined
  return idType === 'RPPS' && /^\d{11}$/.test(id) ? `8${id}` : id
}
