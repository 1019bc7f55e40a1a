import type { IdentityAttribute, IdentityStatus, Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'

/** HL7 HD: who assigned a local identifier. */
export interface IdentifierAuthority {
  namespace: string
  id?: string
  type?: string
}

/** What the Patient resource is made of: a record of the identity service. */
export interface PatientRecord {
  id: string
  version: number
  /** instant, RFC 3339 */
  lastUpdated: string
  status: IdentityStatus
  attributes: readonly IdentityAttribute[]
  traits: IdentityTraits
  /** the birth date was corrected or is uncertain (PAM ZFD-4) */
  birthDateUpdated?: boolean
  ins?: Ins
  ipps: readonly { value: string; authority: IdentifierAuthority }[]
  address?: { lines: readonly string[]; city?: string; postalCode?: string; country?: string }
  telecoms: readonly { system: 'tel' | 'mailto'; value: string }[]
  generalPractitioner?: { idNat?: string; family: string; given?: string }
  /** instant or civil date */
  deathAt?: string
  /** the record that this one was merged into */
  mergedInto?: string
  collection?: {
    method?: 'SM' | 'CV' | 'INSI' | 'CB' | 'AV'
    /** civil date of the INSi call */
    insiDate?: string
    /** code of the identity document that was checked (PAM ZFD-7) */
    proof?: string
    /** civil date of that check */
    proofDate?: string
  }
}
