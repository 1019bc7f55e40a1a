import type { CorrespondentView, DocumentRecipient, RecipientSuggestion } from '@anamnese/contracts'

export interface RecipientChoice {
  key: string
  recipient: DocumentRecipient
}

/** One choice per mailbox of each correspondent, personal ones first; one without a mailbox when there is none. */
export function recipientChoices(correspondents: readonly CorrespondentView[]): RecipientChoice[] {
  return correspondents.flatMap((person) => {
    const base: DocumentRecipient = {
      idNat: person.idNat,
      family: person.family,
      given: person.given,
      ...(person.prefix === undefined ? {} : { prefix: person.prefix }),
      ...(person.specialty === undefined ? {} : { specialty: person.specialty }),
    }
    const mailboxes = [...person.mailboxes].sort((a, b) => Number(b.type === 'PER') - Number(a.type === 'PER'))
    if (mailboxes.length === 0) return [{ key: person.idNat, recipient: base }]
    return mailboxes.map(({ address }) => ({
      key: `${person.idNat} ${address}`,
      recipient: { ...base, mailbox: address },
    }))
  })
}

/** Whether the letter already goes to this person at this address. */
export function hasRecipient(recipients: readonly DocumentRecipient[], recipient: DocumentRecipient): boolean {
  return recipients.some((one) => one.idNat === recipient.idNat && one.mailbox === recipient.mailbox)
}

/** Those offered that the letter does not name yet: a person who is named at another address is not offered again. */
export function notYetNamed(
  suggestions: readonly RecipientSuggestion[],
  recipients: readonly DocumentRecipient[],
): RecipientSuggestion[] {
  return suggestions.filter(
    ({ recipient: { idNat, mailbox, family, given } }) =>
      !recipients.some((one) =>
        idNat !== undefined || one.idNat !== undefined
          ? one.idNat === idNat
          : one.mailbox === mailbox && one.family === family && one.given === given,
      ),
  )
}
