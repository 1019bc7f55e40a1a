import { isDeepStrictEqual } from 'node:util'
import type { LocalIdentifier, PatientChangedData } from '@anamnese/contracts'
import { type Ins, isAllowedOid, mayExchangeIns } from '@anamnese/domain-ins'

/** What a subscriber may be told of an identity, and, kept for each, what it was told last. */
export interface Told {
  ipps: LocalIdentifier[]
  /** only of a qualified identity, and of the environment of this installation (PAM-FR 2.11 §6.6.15) */
  ins?: Ins
  /** PID-32 */
  reliability: 'PROV' | 'VALI'
  /** everything else that an identity message says */
  rest: Pick<PatientChangedData, 'traits' | 'attributes' | 'address' | 'telecoms' | 'generalPractitioner'>
  mergedInto?: string
}

export interface TellingRules {
  /** an installation in production sends production INS only, any other one test INS only */
  production: boolean
  /** namespaces of IPPs wanted; empty: all */
  domains: readonly string[]
}

/** The identity as this subscriber may see it; `undefined` when it has no identifier of the domains that it wants. */
export function tellable(patient: PatientChangedData, { production, domains }: TellingRules): Told | undefined {
  const ipps = patient.ipps.filter((ipp) => domains.length === 0 || domains.includes(ipp.authority.namespace))
  if (ipps.length === 0) return undefined
  const { ins, status, traits, attributes, address, telecoms, generalPractitioner, mergedInto } = patient
  const carried = ins && mayExchangeIns(status) && isAllowedOid(ins.oid, production) ? ins : undefined
  return {
    ipps,
    ...(carried ? { ins: carried } : {}),
    reliability: status === 'QUALIFIEE' || status === 'VALIDEE' ? 'VALI' : 'PROV',
    rest: {
      traits,
      attributes,
      ...(address ? { address } : {}),
      telecoms,
      ...(generalPractitioner ? { generalPractitioner } : {}),
    },
    ...(mergedInto === undefined ? {} : { mergedInto }),
  }
}

/** One message to send about an identity, before it is written. */
export type IdentityNews =
  | { event: 'A28' | 'A31' }
  /** `formerIns` withdrawn or replaced, `formerIpps` replaced */
  | { event: 'A47'; formerIns?: Ins; formerIpps: LocalIdentifier[] }
  | { event: 'A40'; survivorId: string; eliminated: LocalIdentifier[] }

const same = (one: unknown, other: unknown): boolean => isDeepStrictEqual(one, other)
const key = ({ value, authority }: LocalIdentifier): string => `${value}^${authority.namespace}&${authority.id ?? ''}`

/**
 * What to send so that a subscriber knows `now`, when it was told `before` (PAM-FR 2.11 §4.4).
 * @param existed the patient was there before the subscriber: it may know it from elsewhere
 */
export function newsOf(before: Told | undefined, now: Told, existed: boolean): IdentityNews[] {
  if (now.mergedInto !== undefined) {
    if (before?.mergedInto === now.mergedInto || (!before && !existed)) return []
    return [{ event: 'A40', survivorId: now.mergedInto, eliminated: before?.ipps ?? now.ipps }]
  }
  // A record that lives again after an undone merge is created again for who was told that it was gone.
  if (!before) return [{ event: existed ? 'A31' : 'A28' }]
  if (before.mergedInto !== undefined) return [{ event: 'A28' }]
  const change = identifierChange(before, now)
  const rest = !same(plain(before.rest), plain(now.rest))
  const ippAdded = now.ipps.some((ipp) => !before.ipps.some((known) => key(known) === key(ipp)))
  const gained = now.ins !== undefined && !same(before.ins, now.ins)
  const restored = change === undefined && (before.reliability !== now.reliability || gained || ippAdded)
  return [...(change ? [change] : []), ...(rest || restored ? [{ event: 'A31' as const }] : [])]
}

/** A47: an INS withdrawn or replaced, an IPP replaced. A temporary number that becomes the registered one is an A31. */
function identifierChange(before: Told, now: Told): IdentityNews | undefined {
  const replaced = before.ins !== undefined && !same(before.ins, now.ins)
  const registered = replaced && isTemporary(before.ins) && now.ins !== undefined && !isTemporary(now.ins)
  const formerIpps = before.ipps.filter((ipp) => !now.ipps.some((kept) => key(kept) === key(ipp)))
  const formerIns = replaced && !registered ? before.ins : undefined
  if (formerIns === undefined && formerIpps.length === 0) return undefined
  return { event: 'A47', ...(formerIns ? { formerIns } : {}), formerIpps }
}

const isTemporary = (ins: Ins | undefined): boolean => ins?.oid === '1.2.250.1.213.1.4.9'

/** Without the properties that are `undefined`, which the database does not keep. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
