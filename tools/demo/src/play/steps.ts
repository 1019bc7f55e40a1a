import { admission, record, signIn } from './admission'
import { audit } from './audit'
import type { Step } from './context'
import { discharge } from './discharge'
import { dmp } from './dmp'
import { identity } from './identity'
import { indicators } from './indicators'
import { letter } from './letter'
import { mssante } from './mssante'

/** The main job, once, in order. */
export const STEPS: Step[] = [admission, signIn, record, identity, letter, dmp, mssante, discharge, indicators, audit]
