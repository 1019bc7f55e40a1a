import type { Ins } from '@anamnese/domain-ins'
import type { Code } from '@anamnese/domain-professional-ids'

export type AuthenticationMode = 'DIRECTE' | 'INDIRECTE' | 'INDIRECTE_RENFORCEE'

/** TRE_R248: why the record is opened. */
export type PurposeOfUse = 'normal' | 'bris_de_glace' | 'centre_15'

/** The software that makes the assertion. */
export interface VihfSoftware {
  /** facultative */
  id?: string
  name: string
  version: string
  /** homologation number given by the DMP's operator */
  approval: string
}

/** What a VIHF says: who acts, for which structure, on which patient, and how the person was authenticated. */
export interface Vihf {
  mode: AuthenticationMode
  /** PS_idNat, or the local identifier of the person responsible for an automatic treatment */
  subjectId: string
  /** name and given name of the user; name and model of the software for an automatic treatment */
  subjectName: string
  /** profession, then know-how (physicians, pharmacists) or role */
  roles: Code[]
  /** Struct_idNat */
  structureId: string
  /** sector of activity, value set J61 */
  sector: Code
  /** absent in the calls that have no patient */
  patient?: Ins
  purpose: PurposeOfUse
  /** required with `bris_de_glace` */
  accessReason?: string
  /** secret connection of a minor; the value is the DMP's */
  confidentiality?: string
  authentication: {
    /** when the user signed in */
    at: Date
    /** SAML class of the sign-in */
    contextClass: string
    /** reinforced indirect mode only */
    contextDeclaration?: string
  }
  software: VihfSoftware
}

/**
 * What the published sources leave open, in one place: they show 3.0 in each message and 4.0 in one table, two spellings
 * of the mode, and no rule on the length of validity (none is written when `lifetimeMs` is absent).
 */
export interface VihfDialect {
  version: string
  modeAttribute: string
  lifetimeMs?: number
  hash: 'sha1' | 'sha256'
}

export const DEFAULT_DIALECT: VihfDialect = { version: '3.0', modeAttribute: 'Authentification_Mode', hash: 'sha256' }
