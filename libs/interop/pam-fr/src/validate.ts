import type { Hl7Finding, Hl7Message } from '@anamnese/interop-hl7v2'
import { DEFAULT_PAM_OPTIONS, type PamOptions } from './options'
import { PAM_EVENTS } from './profile/events'
import { checkConditions } from './rules/conditions'
import { checkFields } from './rules/fields'
import { checkHeader } from './rules/header'
import { checkIdentity } from './rules/identity'
import { checkIns } from './rules/ins'
import { checkMerge } from './rules/merge'
import { checkMovement } from './rules/movement'
import { checkStay } from './rules/stay'
import { checkStructure } from './rules/structure'
import { withSeverities } from './severity-policy'

/**
 * Judges an ADT message against IHE PAM France 2.11: message, structure of the event, fields, tables, identity, movement. A finding of
 * severity `E` prevents integration (`ackCodeOf` tells AE from AR); `W` and `I` do not.
 */
export function validatePam(message: Hl7Message, options: Partial<PamOptions> = {}): Hl7Finding[] {
  const all = { ...DEFAULT_PAM_OPTIONS, ...options }
  const header = checkHeader(message, all)
  const event = message.type.code === 'ADT' ? PAM_EVENTS.get(message.type.event) : undefined
  // Of a message that is not for us, nothing more can be said.
  if (!event || header.some((one) => one.severity === 'E' && one.code === '203')) return header
  const findings = [
    ...header,
    ...checkStructure(message, event),
    ...checkFields(message),
    ...checkIdentity(message),
    ...checkIns(message, all),
    ...checkStay(message, event),
    ...checkMovement(message, event),
    ...checkMerge(message),
    ...checkConditions(message, event),
  ]
  return withSeverities(findings, all.severities)
}
