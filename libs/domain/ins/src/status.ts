import type { IdentityAttribute, IdentityStatus } from './ins'

/** What the status depends on: the active sources of an identity, and its attributes. */
export interface IdentityFacts {
  /** traits and matricule returned by INSi and accepted */
  hasInsi: boolean
  /** coherence checked on a high-confidence document or device */
  hasHighConfidenceProof: boolean
  attributes: readonly IdentityAttribute[]
}

/**
 * Status of an identity (RNIV EXI SI 07): a function of facts, never a choice. A doubtful or fictive identity is provisional
 * whatever else is known (RNIV EXI SI 09).
 */
export function identityStatus(facts: IdentityFacts): IdentityStatus {
  if (blocksQualification(facts.attributes)) return 'PROVISOIRE'
  if (facts.hasInsi) return facts.hasHighConfidenceProof ? 'QUALIFIEE' : 'RECUPEREE'
  return facts.hasHighConfidenceProof ? 'VALIDEE' : 'PROVISOIRE'
}

/** No call of INSi, no INS, and no status but provisional. */
export function blocksQualification(attributes: readonly IdentityAttribute[]): boolean {
  return attributes.includes('DOUTEUSE') || attributes.includes('FICTIVE')
}

/** Fictive stands alone; homonym and doubtful may go together (RNIV EXI SI 09). */
export function areCompatible(attributes: readonly IdentityAttribute[]): boolean {
  return !attributes.includes('FICTIVE') || attributes.every((one) => one === 'FICTIVE')
}

/** The matricule is kept, even locally, only when INSi gave it. */
export function keepsIns(status: IdentityStatus): boolean {
  return status === 'RECUPEREE' || status === 'QUALIFIEE'
}

/** Only a qualified identity goes out with its matricule and OID (RNIV EXI SI 08), on paper as in messages. */
export function mayExchangeIns(status: IdentityStatus): boolean {
  return status === 'QUALIFIEE'
}

/** The word shown to people. */
export const STATUS_LABELS: Readonly<Record<IdentityStatus, string>> = {
  PROVISOIRE: 'Identité provisoire',
  RECUPEREE: 'Identité récupérée',
  VALIDEE: 'Identité validée',
  QUALIFIEE: 'Identité qualifiée',
}

export const ATTRIBUTE_LABELS: Readonly<Record<IdentityAttribute, string>> = {
  HOMONYME: 'Identité homonyme',
  DOUTEUSE: 'Identité douteuse',
  FICTIVE: 'Identité fictive',
}
