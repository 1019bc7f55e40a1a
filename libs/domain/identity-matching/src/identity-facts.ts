import type { IdentityTraits } from '@anamnese/domain-traits'

/** What two records are compared by. */
export interface IdentityFacts {
  traits: IdentityTraits
  /** the matricule and its OID, when the record holds one; `oid` tells NIR from NIA */
  ins?: { matricule: string; oid: string }
  /** those that the record held before */
  pastIns?: readonly { matricule: string; oid: string }[]
  telecoms?: readonly { system: 'tel' | 'mailto'; value: string }[]
  address?: { lines: readonly string[]; postalCode?: string; city?: string }
  /** born of a multiple birth: another given name is then another person */
  multipleBirth?: boolean
  /** homonyms were told apart already (RNIV) */
  homonym?: boolean
}

/** A reason of a score: what was compared, what was found, and what it is worth (0 to 100 in all). */
export interface MatchReason {
  /** stable code, e.g. `NAME.SAME` */
  code: string
  /** French sentence */
  label: string
  /** negative when it speaks against */
  points: number
}
