import type { AckCode } from './ack'
import type { AckCondition } from './header'
import type { Hl7Message } from './message'

/** Acknowledgements that a message asks for: the original one, or the two of the enhanced mode (HL7 2.5 §2.9.1). */
export interface AckMode {
  enhanced: boolean
  accept: AckCondition
  application: AckCondition
}

const CONDITIONS: ReadonlySet<string> = new Set(['AL', 'NE', 'ER', 'SU'])

/**
 * MSH-15 and MSH-16. When both are empty the mode is the original one; when one is, it counts as `NE` (HL7 2.5 §2.15.9.15). A value
 * that table 0155 does not have counts as `AL`: an answer too many disturbs less than none.
 */
export function ackModeOf({ msh }: Pick<Hl7Message, 'msh'>): AckMode {
  const [accept, application] = [msh.get(15), msh.get(16)]
  if (accept === undefined && application === undefined) return { enhanced: false, accept: 'NE', application: 'AL' }
  return { enhanced: true, accept: condition(accept), application: condition(application) }
}

function condition(value: string | undefined): AckCondition {
  if (value === undefined) return 'NE'
  return CONDITIONS.has(value) ? (value as AckCondition) : 'AL'
}

/** Is an acknowledgement wanted for this outcome? */
export function isAckWanted(when: AckCondition, code: AckCode): boolean {
  if (when === 'AL' || when === 'NE') return when === 'AL'
  return (code === 'AA') === (when === 'SU')
}
