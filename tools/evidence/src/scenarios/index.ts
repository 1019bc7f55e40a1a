import type { Scenario } from '../run/scenario'
import { DMP_FEEDING } from './dmp-feeding'
import { DMP_STATE } from './dmp-state'
import { DOCUMENTS } from './documents'
import { IDENTITY_EDITING } from './identity-editing'
import { IDENTITY_EXCHANGE } from './identity-exchange'
import { IDENTITY_MERGES } from './identity-merges'
import { IDENTITY_RECORD } from './identity-record'
import { IDENTITY_SEARCH } from './identity-search'
import { INDICATORS } from './indicators'
import { LETTERS } from './letters'
import { MESSAGING } from './messaging'
import { PAPER } from './paper'
import { PFI } from './pfi'
import { RECEIVED_DOCUMENTS } from './received-documents'
import { SIGN_IN } from './sign-in'

/** Every scenario, one per requirement. */
export const SCENARIOS: readonly Scenario[] = [
  ...IDENTITY_RECORD,
  ...IDENTITY_SEARCH,
  ...IDENTITY_EDITING,
  ...IDENTITY_EXCHANGE,
  ...IDENTITY_MERGES,
  ...PAPER,
  ...DOCUMENTS,
  ...LETTERS,
  ...RECEIVED_DOCUMENTS,
  ...PFI,
  ...DMP_FEEDING,
  ...DMP_STATE,
  ...MESSAGING,
  ...SIGN_IN,
  ...INDICATORS,
]
