import type { DocumentRecipient } from '@anamnese/contracts'
import { type Correspondent, mailboxOf } from '../projections/correspondent.repository'
import type { Patient } from '../projections/patient'

/** By default a letter goes to the general practitioner of the record (HOP/va1.05); people change it as they need. */
export function defaultRecipients(patient: Patient): DocumentRecipient[] {
  return patient.generalPractitioner === undefined ? [] : [patient.generalPractitioner]
}

/** Completes recipients that have a national identifier and no address with what the Annuaire knows now. */
export function withMailboxes(
  recipients: readonly DocumentRecipient[],
  known: ReadonlyMap<string, Correspondent>,
): DocumentRecipient[] {
  return recipients.map((recipient) => {
    const correspondent = recipient.idNat === undefined ? undefined : known.get(recipient.idNat)
    const mailbox = recipient.mailbox ?? mailboxOf(correspondent)
    const specialty = recipient.specialty ?? correspondent?.specialty
    return {
      ...recipient,
      ...(mailbox === undefined ? {} : { mailbox }),
      ...(specialty === undefined ? {} : { specialty }),
    }
  })
}

export { personName as recipientName } from '@anamnese/interop-clinical-documents'
