import { type Acknowledgement } from '@anamnese/interop-hl7v2'
import type { Outgoing, Reason } from './outgoing'

const DAY_MS = 86_400_000
const FIRST_MS = 2_000
const LAST_MS = 300_000

/** Delay before the next attempt: two seconds doubled at each failure, five minutes at most, more or less a fifth. */
export function retryDelay(failures: number, random: () => number = Math.random): number {
  const delay = Math.min(LAST_MS, FIRST_MS * 2 ** Math.min(Math.max(0, failures - 1), 20))
  return Math.round(delay * (0.8 + 0.4 * random()))
}

function without(message: Outgoing, ...keys: (keyof Outgoing)[]): Outgoing {
  return Object.fromEntries(
    Object.entries(message).filter(([key]) => !keys.includes(key as keyof Outgoing)),
  ) as unknown as Outgoing
}

/** It goes on the wire now. */
export function sending(message: Outgoing, at: Date): Outgoing {
  return { ...message, state: 'sent', attempts: message.attempts + 1, changedAt: at }
}

export function accepted(message: Outgoing, at: Date, answer: string, retentionDays: number): Outgoing {
  return {
    ...without(message, 'reason', 'nextAttemptAt'),
    state: 'accepted',
    open: false,
    failures: 0,
    answer,
    changedAt: at,
    expiresAt: new Date(at.getTime() + retentionDays * DAY_MS),
  }
}

/** The subscriber refused its content: a person decides, and what follows about this patient waits. */
export function refused(message: Outgoing, at: Date, reason: Reason, answer: string): Outgoing {
  return { ...without(message, 'nextAttemptAt'), state: 'refused', reason, answer, changedAt: at }
}

/** Nothing is known of it, or the subscriber asks for it later: the same bytes, with the same MSH-10, go again. */
export function postponed(message: Outgoing, at: Date, reason: Reason, answer?: string): Outgoing {
  const failures = message.failures + 1
  return {
    ...message,
    failures,
    reason,
    ...(answer === undefined ? {} : { answer }),
    nextAttemptAt: new Date(at.getTime() + retryDelay(failures)),
    changedAt: at,
  }
}

/** A person asks for it again: another message, with its own MSH-10, since a repeated one would get its first answer. */
export function resent(
  message: Outgoing,
  at: Date,
  again: Pick<Outgoing, 'controlId' | 'bytes'>,
  by: string,
): Outgoing {
  return {
    ...without(message, 'reason', 'answer', 'nextAttemptAt'),
    ...again,
    state: 'pending',
    open: true,
    failures: 0,
    settledBy: by,
    changedAt: at,
  }
}

/** A person gives it up, and says why: the next ones about this patient go. */
export function skipped(message: Outgoing, at: Date, reason: string, by: string, retentionDays: number): Outgoing {
  return {
    ...without(message, 'nextAttemptAt'),
    state: 'skipped',
    open: false,
    reason: { code: 'PAM.SKIPPED', message: reason },
    settledBy: by,
    changedAt: at,
    expiresAt: new Date(at.getTime() + retentionDays * DAY_MS),
  }
}

/** What an acknowledgement means: a rejection for a circumstance (207, 206) may be tried again, any other one asks for a person. */
export function verdictOf(ack: Acknowledgement): 'accepted' | 'refused' | 'later' {
  if (ack.accepted) return 'accepted'
  const circumstance = ack.errors.some(({ code }) => code === '207' || code === '206')
  const rejected = ack.code !== 'AE'
  return rejected && (circumstance || ack.errors.length === 0) ? 'later' : 'refused'
}

export function reasonOf(ack: Acknowledgement): Reason {
  const error = ack.errors.find(({ severity }) => severity === 'E') ?? ack.errors[0]
  const said = error?.text ?? error?.label ?? ack.text ?? 'message refusé sans explication'
  const where = error === undefined || error.location === '' ? '' : ` (${error.location})`
  return { code: `HL7.${error?.code ?? ack.code}`, message: `${said.replace(/[.\s]+$/, '')}${where}.` }
}
