import { blocksQualification } from '@anamnese/domain-ins'
import { contradictingTraits, type IdentityTraits, STRICT_TRAITS } from '@anamnese/domain-traits'
import { newId } from '../new-id'
import { insKeyOf, type IdentitySource, type Patient } from '../patients/patient'
import { type Act, settle } from '../patients/settle'
import { ended } from '../patients/sources'
import type { MergeRecord } from './merge-record'

export interface Merged {
  survivor: Patient
  absorbed: Patient
  record: MergeRecord
}

export interface MergeAct {
  at: string
  author: string
  reason: string
  origin: MergeRecord['origin']
  /** proofs and INS of the absorbed record come along when they say the same person; a message says itself what its survivor has */
  carrySources: boolean
}

/** How a record is named in the history of another one. */
export function nameOf(patient: Patient): string {
  const { birthName, firstBirthGivenName } = patient.traits
  return `${birthName} ${firstBirthGivenName} (IPP ${patient.ipps[0]?.value ?? patient._id})`
}

/**
 * Two live records made one: the absorbed one points to the survivor and gives up its INS; the survivor keeps its own identity, completed
 * by the proofs of the other one. Movements, documents and choices keep the identifier that they came under: whoever reads them follows
 * `mergedInto`, so that undoing gives back exactly what came.
 */
export function mergePatients(survivor: Patient, absorbed: Patient, act: MergeAct): Merged {
  const { at, author, reason } = act
  const carried = act.carrySources ? carriedSources(survivor, absorbed) : []
  const closed = settle(
    {
      ...absorbed,
      mergedInto: survivor._id,
      sources: absorbed.sources.map((one) => (one.active ? ended(one, act, 'Dossier fusionné.') : one)),
    },
    absorbed,
    { at, author, reason },
  )
  const enriched = settle({ ...survivor, sources: [...survivor.sources, ...carried] }, survivor, { at, author, reason })
  const after = told(enriched, act, `Le dossier ${nameOf(absorbed)} a été fusionné dans celui-ci.`)
  return {
    survivor: after,
    absorbed: told(closed, act, `Dossier fusionné dans ${nameOf(survivor)}.`),
    record: {
      _id: newId(),
      establishment: survivor.establishment,
      version: 1,
      survivorId: survivor._id,
      absorbedId: absorbed._id,
      state: 'done',
      at,
      author,
      origin: act.origin,
      reason,
      snapshot: { survivor, absorbed },
      carried: carried.map((one) => one.id),
      traitsAfter: after.traits,
    },
  }
}

/** What of the absorbed record says more of the same person: its proofs and its INS, unless they contradict the survivor. */
export function carriedSources(survivor: Patient, absorbed: Patient): IdentitySource[] {
  if (blocksQualification(survivor.attributes)) return []
  return absorbed.sources
    .filter((one) => one.active && (one.ins !== undefined || one.proof?.highConfidence === true))
    .filter((one) => contradictingTraits(survivor.traits, one.traits).length === 0)
    .filter((one) => !one.ins || !survivor.ins || insKeyOf(one.ins) === insKeyOf(survivor.ins))
    .map((one) => ({ ...one, id: newId() }))
}

/** Both records after the merge is undone: the absorbed one as it was, the survivor without what came from it. */
export function unmergePatients(
  record: MergeRecord,
  survivor: Patient,
  absorbed: Patient,
  act: Act & { reason: string },
  insHeldElsewhere: boolean,
): Pick<Merged, 'survivor' | 'absorbed'> {
  const before = record.snapshot.absorbed
  const { mergedInto: _into, ...alone } = absorbed
  const lived = before.sources.map((one) =>
    one.active && one.ins && insHeldElsewhere ? ended(one, act, 'INS portée par un autre dossier.') : one,
  )
  const restored = settle(
    {
      ...alone,
      traits: before.traits,
      attributes: before.attributes,
      sources: [...lived, ...absorbed.sources.filter((one) => !lived.some((known) => known.id === one.id))],
    },
    absorbed,
    act,
  )
  const sources = survivor.sources.map((one) =>
    one.active && record.carried.includes(one.id) ? ended(one, act, 'Fusion annulée.') : one,
  )
  const settled = settle({ ...survivor, traits: traitsBefore(record, survivor), sources }, survivor, act)
  return {
    survivor: told(settled, act, `Fusion de ${nameOf(before)} annulée.`),
    absorbed: told(restored, act, `Fusion dans ${nameOf(survivor)} annulée.`),
  }
}

/** A trait that the merge changed goes back, unless it was changed again since. */
function traitsBefore(record: MergeRecord, survivor: Patient): IdentityTraits {
  const before = record.snapshot.survivor.traits
  const traits: Record<string, string | undefined> = { ...survivor.traits }
  for (const trait of STRICT_TRAITS) {
    if (survivor.traits[trait] === record.traitsAfter[trait]) traits[trait] = before[trait]
  }
  const present = Object.entries(traits).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present) as unknown as IdentityTraits
}

function told(
  patient: Patient,
  { at, author, reason }: { at: string; author: string; reason?: string },
  what: string,
): Patient {
  const entry = { at, author, what, ...(reason === undefined ? {} : { reason }) }
  return { ...patient, history: [...patient.history, entry] }
}
