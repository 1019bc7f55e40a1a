import { DMP } from './dmp'
import { DOCUMENTS } from './documents'
import { IDENTITY } from './identity'
import { MESSAGING } from './messaging'
import type { Requirement } from './requirement'
import { SECURITY } from './security'

export type { ProofKind, Requirement } from './requirement'

/** Every requirement known of a hospital EHR of the second wave, and of the PFI function that the product carries. */
export const REQUIREMENTS: readonly Requirement[] = [...IDENTITY, ...DOCUMENTS, ...DMP, ...MESSAGING, ...SECURITY]
