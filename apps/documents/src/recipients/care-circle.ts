import type { MovementRecordedData, NamedProfessional } from '@anamnese/contracts'
import type { Stored } from '@anamnese/platform-mongo'

/** Table 0443, those who are not of the hospital: who sent the patient, who will see them next, who follows them. */
const ROLES: Readonly<Record<string, string>> = {
  RP: 'Médecin adresseur',
  RT: 'Médecin vers qui le patient est adressé',
  FHCP: 'Médecin de famille',
  CP: 'Médecin consulté',
  SUBS: 'Remplaçant du médecin traitant',
}

/** A professional around a patient, as the movements name them. `withdrawn` when the last word was that they no longer are. */
export interface CareMember extends Stored {
  patientId: string
  idNat?: string
  family: string
  given?: string
  role: string
  withdrawn: boolean
}

/** Those whom a movement names around its patient. The last movement that speaks of a person in a role is the one that counts. */
export function membersOf(movement: MovementRecordedData): CareMember[] {
  const { details } = movement
  if (!details || movement.action === 'CANCEL') return []
  const referring = details.referringDoctor ? [memberOf(movement, 'RP', details.referringDoctor, false)] : []
  const others = (details.roles ?? [])
    .filter(({ role }) => role in ROLES)
    .map(({ action, role, professional }) => memberOf(movement, role, professional, action === 'DE'))
  return [...referring, ...others]
}

/** What people call the role. */
export function roleName(role: string): string {
  return ROLES[role] ?? 'Cercle de soins'
}

function memberOf(
  { establishment, patientId, effectiveAt }: MovementRecordedData,
  role: string,
  { idNat, family, given }: NamedProfessional,
  withdrawn: boolean,
): CareMember {
  const person = idNat ?? `${family} ${given ?? ''}`.trim().toUpperCase()
  return {
    _id: `${patientId}/${role}/${person}`,
    establishment,
    version: Date.parse(effectiveAt),
    patientId,
    ...(idNat === undefined ? {} : { idNat }),
    family,
    ...(given === undefined ? {} : { given }),
    role,
    withdrawn,
  }
}
