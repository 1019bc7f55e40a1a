import type { DocumentRecipient, RecipientSuggestion } from '@anamnese/contracts'
import { type CareMember, roleName } from './care-circle'

/** What is offered at a glance; the others are found by their name. */
const MAX_SUGGESTIONS = 15

export interface SuggestionFacts {
  generalPractitioner?: DocumentRecipient
  circle: readonly CareMember[]
  /** recipients of the documents of this patient, the most recent document first */
  earlier: readonly DocumentRecipient[]
}

/** Those to whom a letter about this patient may go, each once, with why they are offered. */
export function suggestionsOf({ generalPractitioner, circle, earlier }: SuggestionFacts): RecipientSuggestion[] {
  const all: RecipientSuggestion[] = [
    ...(generalPractitioner ? [{ recipient: generalPractitioner, because: 'Médecin traitant' }] : []),
    ...circle.map(({ idNat, family, given, role }) => ({
      recipient: {
        ...(idNat === undefined ? {} : { idNat }),
        family,
        ...(given === undefined ? {} : { given }),
      },
      because: roleName(role),
    })),
    ...earlier.map((recipient) => ({ recipient, because: 'Destinataire d’un document précédent' })),
  ]
  const seen = new Set<string>()
  const once = all.filter(({ recipient }) => {
    const key = recipient.idNat ?? recipient.mailbox ?? `${recipient.family} ${recipient.given ?? ''}`.toUpperCase()
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
  return once.slice(0, MAX_SUGGESTIONS)
}
