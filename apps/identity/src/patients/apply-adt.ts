import {
  areCompatible,
  blocksQualification,
  type IdentityAttribute,
  identityProof,
  type Ins,
} from '@anamnese/domain-ins'
import { contradictingTraits, type IdentityTraits, normalizeName } from '@anamnese/domain-traits'
import type { LocalIdentifier } from '@anamnese/contracts'
import type { Adt, AdtTraits } from '@anamnese/interop-pam-fr'
import { newId } from '../new-id'
import { administrativeOf } from './administrative'
import { birthOf } from './birth-details'
import { named, residence, telecomsOf } from './contact'
import { ippKey, localIdentifier } from './ipp'
import type { IdentitySource, Patient } from './patient'
import { patched } from './patched'
import { settle, type Unsettled } from './settle'
import { ended, saysTheSame, withSource } from './sources'

export interface AdtContext {
  establishment: string
  ownAuthority: LocalIdentifier['authority']
  now: string
}

/** Traits that an identity cannot be recorded without. */
export function lackingTraits(before: Patient | undefined, sent: AdtTraits): ('birthName' | 'birthDate')[] {
  return (['birthName', 'birthDate'] as const).filter((trait) => (sent[trait] ?? before?.traits[trait]) === undefined)
}

/** The patient after the identity part of a message; the same object when nothing changes. */
export function applyAdt(before: Patient | undefined, adt: Adt, context: AdtContext): Patient {
  const { patient } = adt
  const author = `${adt.sendingApplication} (PAM)`
  const act = { at: context.now, author, reason: `Message ${adt.event} du ${adt.sentAt.slice(0, 10)}` }
  const attributes = withOwn(patient.attributes, before?.ownAttributes)
  const blocked = blocksQualification(attributes)
  const traits = mergedTraits(before?.traits, patient.traits, patient.ins !== undefined)
  const source = newSource(before, adt, traits, { at: context.now, blocked })
  const base: Unsettled = before ?? created(adt, context, traits)
  const previous = before?.sources.find((one) => one.active && one.mode === 'INTEROP' && one.sender === source.sender)
  const stripped = base.sources.map((one) => {
    // Doubtful or fictive: nothing that was established before counts any more (RNIV EXI SI 09).
    if (one.active && blocked && (one.ins || one.proof)) return ended(one, act, 'Identité devenue douteuse ou fictive.')
    return one.active && one.ins && patient.insDeleted ? ended(one, act, 'INS retirée par l’émetteur (A47).') : one
  })
  const same =
    previous !== undefined &&
    !patient.insDeleted &&
    !stripped.some((one) => one.id === previous.id && !one.active) &&
    saysTheSame(previous, source)
  const practitioner = patient.generalPractitioner
  const next = patched(base, {
    traits,
    attributes,
    birth: birthOf(before?.birth, adt),
    lastMovementAt: lastMovement(before?.lastMovementAt, adt),
    sources: same ? stripped : withSource(stripped, source, act),
    ...identifiers(base, adt, context),
    address: residence(patient.addresses),
    telecoms: telecomsOf(patient.telecoms),
    generalPractitioner: practitioner ? named(practitioner) : practitioner,
    administrative: administrativeOf(before?.administrative, adt),
    deathAt: patient.deathAt,
  })
  return settle(next, before, act)
}

function created(adt: Adt, context: AdtContext, traits: IdentityTraits): Unsettled {
  const what = `Identité créée à la réception d’un message ${adt.event} de ${adt.sendingApplication}.`
  return {
    _id: newId(),
    establishment: context.establishment,
    version: 0,
    attributes: [],
    traits,
    ipps: [],
    ippKeys: [],
    telecoms: [],
    sources: [],
    history: [{ at: context.now, author: `${adt.sendingApplication} (PAM)`, what }],
    insHistory: [],
    createdAt: context.now,
    changedAt: context.now,
  }
}

/** What a person set here stays until a person removes it; what the sender says joins it when both can stand together. */
function withOwn(sent: readonly IdentityAttribute[], own: readonly IdentityAttribute[] = []): IdentityAttribute[] {
  const both = [...new Set([...own, ...sent])]
  return areCompatible(both) ? both : [...own]
}

function lastMovement(known: string | undefined, { movement }: Adt): string | undefined {
  if (!movement || movement.action === 'CANCEL') return undefined
  return known !== undefined && known >= movement.at ? undefined : movement.at
}

/** What the sender established: its validation is a proof, the INS beside it comes from INSi (PAM-FR 2.11 §6.6.15). */
function newSource(
  before: Patient | undefined,
  adt: Adt,
  traits: IdentityTraits,
  { at, blocked }: { at: string; blocked: boolean },
): IdentitySource {
  const { patient } = adt
  const sender = `${adt.sendingApplication}|${adt.sendingFacility}`
  const validated = patient.reliabilityCodes.includes('VALI') && !blocked
  const type = patient.capture?.proofCode ?? 'VALI'
  const sent = blocked ? undefined : patient.ins
  const ins = sent ?? (validated && !patient.insDeleted ? inheritedIns(before, sender, traits) : undefined)
  return {
    id: newId(),
    mode: 'INTEROP',
    sender,
    traits,
    ...(ins ? { ins } : {}),
    ...(validated
      ? {
          proof: { type, label: identityProof(type)?.label ?? 'Identité validée par l’émetteur', highConfidence: true },
        }
      : {}),
    author: `${adt.sendingApplication} (PAM)`,
    at: adt.recordedAt > at ? at : adt.recordedAt,
    active: true,
  }
}

/** A validated identity sent without its INS does not remove it: only A47 does (PAM-FR 2.11 §4.4), unless the traits changed. */
function inheritedIns(before: Patient | undefined, sender: string, traits: IdentityTraits): Ins | undefined {
  const source = before?.sources.find((one) => one.active && one.mode === 'INTEROP' && one.sender === sender && one.ins)
  return source && contradictingTraits(source.traits, traits).length === 0 ? source.ins : undefined
}

function identifiers(base: Unsettled, adt: Adt, context: AdtContext): Pick<Patient, 'ipps' | 'ippKeys'> {
  const sent = adt.patient.ipps.map((one) => localIdentifier(one, context.ownAuthority))
  const keys = sent.map(ippKey)
  return {
    ipps: [...sent, ...base.ipps.filter((one) => !keys.includes(ippKey(one)))],
    ippKeys: [...new Set([...base.ippKeys, ...keys])],
  }
}

const NAMES: ReadonlySet<string> = new Set([
  'birthName',
  'firstBirthGivenName',
  'birthGivenNames',
  'usedName',
  'usedGivenName',
])

/** Names of an identity with an INS are never written anew; the others are, as the RNIV writes them (EXI REC 07). */
function mergedTraits(before: IdentityTraits | undefined, sent: AdtTraits, qualified: boolean): IdentityTraits {
  const changed = Object.entries(sent).flatMap(([trait, value]): [string, string | null][] => {
    if (value === undefined) return []
    const text = value as string | null
    return [[trait, text !== null && NAMES.has(trait) && !qualified ? normalizeName(text) : text]]
  })
  const merged: Record<string, string | null> = { ...before, ...Object.fromEntries(changed) }
  const present = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null && value !== ''))
  return { birthName: '', firstBirthGivenName: '', birthDate: '', sex: 'U', ...present }
}
