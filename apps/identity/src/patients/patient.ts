import type { IdentityAttribute, IdentityStatus, Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'
import type {
  AdministrativeView,
  BirthDetails,
  IdentityHistoryEntry,
  IdentitySourceView,
  InsDoubt,
  LocalIdentifier,
  NamedProfessional,
  PastTraitsView,
} from '@anamnese/contracts'
import type { Stored } from '@anamnese/platform-mongo'

/** Where an identity comes from. The status follows from the active ones (RNIV EXI SI 07). */
export interface IdentitySource extends IdentitySourceView {
  /** sending application of an `INTEROP` source */
  sender?: string
  /** given by INSi, here or at the sender's */
  ins?: Ins
  /** ended by a person, who may undo it; what a rule ended stays ended */
  endedByPerson?: boolean
}

export interface PastIns {
  ins: Ins
  from: string
  until?: string
  reason?: string
}

export interface PostalAddress {
  lines: string[]
  city?: string
  postalCode?: string
  country?: string
}

export interface Telecom {
  system: 'tel' | 'mailto'
  value: string
}

/** What searches use: words of names and given names, without accents, hyphens nor apostrophes. */
export interface SearchKeys {
  names: string[]
  givenNames: string[]
  /** beginnings of two of these words: what makes a search of two words quick */
  pairs: string[]
}

export interface Patient extends Stored {
  status: IdentityStatus
  attributes: IdentityAttribute[]
  /** those that a person set here: no message removes them */
  ownAttributes?: IdentityAttribute[]
  traits: IdentityTraits
  birth?: BirthDetails
  ins?: Ins
  ipps: LocalIdentifier[]
  /** `value^authority` of each IPP, those of before a change included: unique among the patients of an establishment */
  ippKeys: string[]
  /** `matricule^oid` of the active INS: one live patient at most */
  insKey?: string
  address?: PostalAddress
  telecoms: Telecom[]
  generalPractitioner?: NamedProfessional
  /** contacts, coverage, conditions of life, as the administrative system sent them */
  administrative?: AdministrativeView
  deathAt?: string
  sources: IdentitySource[]
  history: IdentityHistoryEntry[]
  insHistory: PastIns[]
  /** sets of strict traits that the record had, the oldest first */
  pastTraits?: PastTraitsView[]
  /** a contrary fact asks for a decision on the INS: worklist of INS to withdraw */
  insDoubt?: InsDoubt
  /** last time that the national base confirmed or gave the INS, here */
  insVerifiedAt?: string
  /** instant of the last movement received: who is in the hospital comes first in the worklists */
  lastMovementAt?: string
  keys: SearchKeys
  mergedInto?: string
  createdAt: string
  changedAt: string
}

export const insKeyOf = (ins: Ins): string => `${ins.matricule}^${ins.oid}`
