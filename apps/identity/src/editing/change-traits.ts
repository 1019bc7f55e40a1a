import { type BirthDetails, type IdentitySourceView } from '@anamnese/contracts'
import { changedStrictTraits, demotingChanges, type IdentityTraits } from '@anamnese/domain-traits'
import { newId } from '../new-id'
import type { IdentitySource, Patient } from '../patients/patient'
import { patched } from '../patients/patched'
import { type Act, settle } from '../patients/settle'
import { contradictionReason, ended } from '../patients/sources'

/** What a person changes of an identity, already written and judged. */
export interface TraitsChange {
  traits: IdentityTraits
  birth?: BirthDetails | null
  address?: Patient['address'] | null
  telecoms?: Patient['telecoms']
  /** the document on which the new traits were checked */
  proof?: NonNullable<IdentitySourceView['proof']>
}

/**
 * The record with its new traits. What was established for other strict traits no longer counts: the identity is demoted, unless a proof
 * of the new traits comes with them (RNIV). The first given name may be corrected within its list without any effect on the status.
 */
export function withTraits(patient: Patient, change: TraitsChange, act: Act): Patient {
  const { traits, proof } = change
  const changed = changedStrictTraits(patient.traits, traits)
  const demoting = demotingChanges(patient.traits, traits)
  const kept = patient.sources.map((source) => keptSource(source, patient.traits, traits, act))
  const added = changed.length > 0 && (demoting.length > 0 || proof !== undefined) ? [typed(traits, proof, act)] : []
  const next = patched(patient, {
    traits,
    birth: change.birth,
    address: change.address,
    telecoms: change.telecoms,
    sources: [...kept, ...added],
  })
  return settle(next, patient, act)
}

function keptSource(source: IdentitySource, before: IdentityTraits, after: IdentityTraits, act: Act): IdentitySource {
  if (!source.active) return source
  const first = before.firstBirthGivenName !== after.firstBirthGivenName
  const said =
    first && source.traits.firstBirthGivenName === before.firstBirthGivenName
      ? { ...source.traits, firstBirthGivenName: after.firstBirthGivenName }
      : source.traits
  const demoting = demotingChanges(before, after)
  if (demoting.length > 0 && changedStrictTraits(source.traits, after).length > 0) {
    return ended(source, act, contradictionReason(demoting))
  }
  return said === source.traits ? source : { ...source, traits: said }
}

function typed(traits: IdentityTraits, proof: TraitsChange['proof'], act: Act): IdentitySource {
  const { at, author } = act
  return { id: newId(), mode: 'MANUAL', traits, ...(proof ? { proof } : {}), author, at, active: true }
}
