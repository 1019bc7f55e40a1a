import { instantOfHl7Time, isHl7Time } from '@anamnese/interop-cda'
import type { Hl7Message } from '@anamnese/interop-hl7v2'

/** MSH-7 as an instant; `otherwise` when it is not readable, or later. */
export function messageTime(message: Hl7Message, otherwise: Date): Date {
  const text = message.get('MSH-7')
  if (text === undefined || !isHl7Time(text)) return otherwise
  const time = instantOfHl7Time(text)
  return time > otherwise ? otherwise : time
}
