import { professionalIdNat } from '@anamnese/domain-professional-ids'
import type { Hl7Field, Hl7Message, Hl7Segment } from '@anamnese/interop-hl7v2'
import type { AdtProfessional, AdtRole, Patch } from '../adt'
import { addresses, telecoms } from './contact-points'
import { compact } from './values'

/** XCN. `undefined` when it names nobody. */
export function professional(field: Hl7Field | undefined): AdtProfessional | undefined {
  if (!field || field.isEmpty) return undefined
  const [id, family] = [field.get(1), field.get(2)]
  if (id === undefined && family === undefined) return undefined
  const idType = field.get(13)
  const national = idType === 'RPPS' || idType === 'ADELI' || idType === 'IDNPS'
  return compact<AdtProfessional>({
    idNat: national && id !== undefined ? professionalIdNat(id, idType) : undefined,
    id,
    idType,
    family: family ?? '',
    given: field.get(3),
    prefix: field.get(6),
  })
}

/**
 * The general practitioner declared by the patient: the ROL of role ODRP (PAM-FR 2.11 §6.8). `null` when the message withdraws it
 * (ROL-2 = DE), `undefined` when it says nothing of it.
 */
export function generalPractitioner(message: Hl7Message): Patch<AdtProfessional> | undefined {
  const roles = message.all('ROL').filter((role) => role.get(3) === 'ODRP')
  const current = roles.find((role) => role.get(2) !== 'DE')
  if (!current) return roles.length > 0 ? null : undefined
  const found = professional(current.repetitions(4)[0])
  return found && { ...found, ...contactOf(current) }
}

/** Professionals of the stay: ROL after PV1, the general practitioner left out (PAM-FR 2.11 §6.8). */
export function stayRoles(message: Hl7Message): AdtRole[] {
  const from = message.first('PV1')?.position ?? Number.MAX_SAFE_INTEGER
  return message.all('ROL').flatMap((segment) => {
    const [action, role] = [segment.get(2), segment.get(3)]
    const found = professional(segment.repetitions(4)[0])
    if (segment.position < from || role === undefined || role === 'ODRP' || !found) return []
    return [{ action: action ?? 'UC', role, professional: { ...found, ...contactOf(segment) } }]
  })
}

function contactOf(role: Hl7Segment): Pick<AdtProfessional, 'address' | 'telecoms'> {
  const [address] = addresses(role.repetitions(11))
  const points = telecoms(role.repetitions(12))
  return { ...(address ? { address } : {}), ...(points.length > 0 ? { telecoms: points } : {}) }
}
