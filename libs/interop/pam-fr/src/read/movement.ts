import type { Hl7Message, Hl7Segment } from '@anamnese/interop-hl7v2'
import type { AdtMovement, AdtUnit, MovementNature } from '../adt'
import { currentEvent } from '../profile/events'
import { compact, instant } from './values'

/** Nature of what replaced the events of before release 2.7. */
const OLD_NATURES: Readonly<Record<string, string>> = {
  Z80: 'M',
  Z81: 'M',
  Z82: 'M',
  Z83: 'M',
  Z86: 'S',
  Z87: 'S',
  Z84: 'S',
  Z85: 'S',
  Z88: 'D',
  Z89: 'D',
}

/** ZBE (PAM-FR 2.11 §6.13). */
export function movement(message: Hl7Message, zone: string): AdtMovement | undefined {
  const zbe = message.first('ZBE')
  const at = instant(zbe, 2, zone)
  const action = zbe?.get(4)
  if (!zbe || at === undefined || (action !== 'INSERT' && action !== 'UPDATE' && action !== 'CANCEL')) return undefined
  const origin = zbe.get(6)
  const natures = zbe.get(9) ?? OLD_NATURES[message.type.event] ?? ''
  return compact<AdtMovement>({
    ids: zbe.repetitions(1).map((id) => [id.get() ?? '', id.get(2)].filter((part) => part !== undefined).join('^')),
    at,
    action,
    historic: zbe.get(5) === 'Y',
    originalEvent: origin === undefined ? undefined : currentEvent(origin),
    medicalUnit: unit(zbe, 7),
    careUnit: unit(zbe, 8),
    natures: Array.from(natures).filter((letter): letter is MovementNature => 'SHMLDC'.includes(letter)),
  })
}

/** XON: code in component 10, or, from senders that know no other, in component 3. */
function unit(zbe: Hl7Segment, field: number): AdtUnit | undefined {
  const code = zbe.get(field, 10) ?? zbe.get(field, 3)
  return code === undefined ? undefined : compact<AdtUnit>({ code, label: zbe.get(field, 1) })
}
