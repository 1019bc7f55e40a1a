import { Hl7Message } from '@anamnese/interop-hl7v2'
import { readAdt } from '@anamnese/interop-pam-fr'
import type { ReceivedMessage } from '../pam/received-message'
import { toBuffer } from '../pam/received-message.repository'
import { ippKey, localIdentifier } from '../patients/ipp'
import type { LocalIdentifier } from '@anamnese/contracts'

/** A stay as the messages kept here tell it. */
export interface KnownStay {
  number: string
  from: string
  until?: string
}

/** What of a message matters to a merge: the IPPs that it was sent for, the stay that it is about. */
export interface MessageFacts {
  ippKeys: string[]
  stay?: KnownStay
}

/** Reads a message that was accepted once; `undefined` for what is no identity or movement message any more. */
export function factsOfMessage(
  message: ReceivedMessage,
  own: LocalIdentifier['authority'],
  zone: string,
): MessageFacts | undefined {
  const adt = readAdt(Hl7Message.parse(toBuffer(message.bytes)), { zone })
  const number = adt.stay?.visit?.value
  const from = adt.stay?.admittedAt ?? adt.movement?.at
  const until = adt.stay?.dischargedAt
  return {
    ippKeys: adt.patient.ipps.map((one) => ippKey(localIdentifier(one, own))),
    ...(number !== undefined && typeof from === 'string'
      ? { stay: { number, from, ...(typeof until === 'string' ? { until } : {}) } }
      : {}),
  }
}

/** One line per stay number, from its first known instant to its last. */
export function staysOf(facts: readonly MessageFacts[]): KnownStay[] {
  const stays = new Map<string, KnownStay>()
  for (const { stay } of facts) {
    if (!stay) continue
    const known = stays.get(stay.number)
    const from = known && known.from < stay.from ? known.from : stay.from
    const until = known?.until ?? stay.until
    stays.set(stay.number, { number: stay.number, from, ...(until === undefined ? {} : { until }) })
  }
  return [...stays.values()]
}

/** Stays of both records that hold an instant in common: one person is not in two beds. */
export function overlapping(ones: readonly KnownStay[], others: readonly KnownStay[]): [KnownStay, KnownStay][] {
  const after = (instant: string, end: string | undefined): boolean => end !== undefined && instant >= end
  return ones.flatMap((one) =>
    others
      .filter((other) => one.number !== other.number && !after(one.from, other.until) && !after(other.from, one.until))
      .map((other): [KnownStay, KnownStay] => [one, other]),
  )
}
