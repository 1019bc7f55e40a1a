import type { InsiSearchResponse, InsiVerifyResponse } from '@anamnese/contracts'
import { insOid, type Ins } from '@anamnese/domain-ins'
import {
  changedStrictTraits,
  formatCivilDate,
  type IdentityTraits,
  type StrictTrait,
  TRAIT_LABELS,
} from '@anamnese/domain-traits'
import { insKeyOf, type Patient } from '../patients/patient'
import type { InsiCall } from './insi-call'

type Difference = InsiSearchResponse['differences'][number]

/** A matricule never goes without its nature. */
export function withNature(ins: Ins): Ins & { nature: 'NIR' | 'NIA' } {
  return { ...ins, nature: insOid(ins.oid)?.nature ?? 'NIR' }
}

/** What the person sees: the national identity beside the local one, and what differs. */
export function insiResponse(call: InsiCall, patient: Patient): InsiSearchResponse {
  return {
    ...found(call, patient.traits),
    outcome: call.outcome as InsiSearchResponse['outcome'],
    code: call.code,
    message: call.message,
    callId: call._id,
    differences: differencesOf(call, patient),
  }
}

/** What INSi found, completed by what it does not hold (used names). */
export function found(call: InsiCall, local: Partial<IdentityTraits>): Pick<InsiSearchResponse, 'found'> {
  const { identity } = call
  if (!identity) return {}
  const missing = identity.missing.map((trait) => `INSi ne renvoie pas : ${TRAIT_LABELS[trait].toLowerCase()}.`)
  const empty: IdentityTraits = { birthName: '', firstBirthGivenName: '', birthDate: '', sex: 'U' }
  return {
    found: {
      ins: withNature(identity.ins),
      traits: { ...empty, ...local, ...identity.traits },
      warnings: [...identity.warnings, ...missing],
    },
  }
}

export function verifyResponse(call: InsiCall, patient: Patient, by: InsiVerifyResponse['by']): InsiVerifyResponse {
  const { identity } = call
  const other = identity && patient.ins && insKeyOf(identity.ins) !== insKeyOf(patient.ins) ? identity.ins : undefined
  return {
    outcome: call.outcome as InsiVerifyResponse['outcome'],
    code: call.code,
    message: call.message,
    callId: call._id,
    by,
    ...(other === undefined ? {} : { otherIns: withNature(other) }),
    differences: differencesOf(call, patient),
  }
}

function differencesOf({ identity }: InsiCall, { traits }: Patient): Difference[] {
  if (!identity) return []
  const national = { ...traits, ...identity.traits }
  return changedStrictTraits(traits, national).map((field) => ({
    field,
    label: TRAIT_LABELS[field],
    local: shownTrait(traits, field),
    national: shownTrait(national, field),
  }))
}

/** A trait as people read it; empty when it is not known. */
export function shownTrait(traits: Partial<IdentityTraits>, trait: StrictTrait): string {
  return trait === 'birthDate' ? formatCivilDate(traits.birthDate ?? '') : (traits[trait] ?? '')
}
