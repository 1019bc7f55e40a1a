import { Hl7Error, type Hl7Message } from '@anamnese/interop-hl7v2'
import type { Adt } from '../adt'
import { DEFAULT_PAM_OPTIONS, type PamOptions } from '../options'
import { currentEvent } from '../profile/events'
import { consent } from './consent'
import { merges } from './merge'
import { movement } from './movement'
import { patient } from './patient'
import { stay } from './stay'
import { compact, instant, someOf } from './values'

/**
 * What an ADT message says, for a message that `validatePam` found without error (`E`). Absent values are not there, deleted ones are
 * `null`: an update never erases what it does not name. Throws `HL7.BAD_VALUE` without PID or date, which validation reports.
 */
export function readAdt(message: Hl7Message, options: Partial<PamOptions> = {}): Adt {
  const all = { ...DEFAULT_PAM_OPTIONS, ...options }
  const { msh } = message
  const evn = message.first('EVN')
  const pid = message.first('PID')
  const sentAt = instant(msh, 7, all.zone)
  if (!pid || sentAt === undefined) throw new Hl7Error('HL7.BAD_VALUE', 'Message ADT sans PID ou sans date.', 'PID')
  const recordedAt = instant(evn, 2, all.zone) ?? sentAt
  const move = movement(message, all.zone)
  return compact<Adt>({
    event: currentEvent(message.type.event),
    controlId: message.controlId ?? '',
    sendingApplication: msh.get(3) ?? '',
    sendingFacility: msh.get(4) ?? '',
    processingId: msh.get(11) ?? '',
    sentAt,
    recordedAt,
    plannedAt: instant(evn, 3, all.zone),
    occurredAt: instant(evn, 6, all.zone) ?? move?.at ?? recordedAt,
    operator: evn?.get(5),
    patient: patient(message, pid, all),
    merges: merges(message),
    stay: stay(message, all.zone),
    movement: move,
    consent: consent(message, all.zone),
    extras: someOf(message.segments.filter(({ name }) => isLocal(name)).map(({ raw }) => raw)),
  })
}

const isLocal = (name: string): boolean => name.startsWith('Z') && !/^Z(?:BE|F[APVMDS])$/.test(name)
