import { Injectable } from '@nestjs/common'
import type { DocumentRecipient } from '@anamnese/contracts'
import { DocumentTypes } from '@anamnese/interop-clinical-documents'
import { ChoicesRepository } from '../projections/choices.repository'
import { CorrespondentRepository } from '../projections/correspondent.repository'
import { PatientRepository } from '../projections/patient.repository'
import { StayRepository } from '../projections/stay.repository'
import type { LetterContext } from './judgement'
import { isOpen, type Letter, typeOfLetter } from './letter'
import { withMailboxes } from './recipients'

/** Gathers what a letter is shown, judged and made with. */
@Injectable()
export class LetterContexts {
  constructor(
    private readonly patients: PatientRepository,
    private readonly stays: StayRepository,
    private readonly choices: ChoicesRepository,
    private readonly correspondents: CorrespondentRepository,
    private readonly types: DocumentTypes,
  ) {}

  async of(letter: Letter): Promise<LetterContext> {
    const { establishment, patientId, stayNumber } = letter
    // After a merge, a draft is about the record that stays: its identity and its choices.
    const patient = await this.patients.currentOf(establishment, patientId)
    const [stay, choices, recipients] = await Promise.all([
      this.stays.byNumber(establishment, stayNumber),
      this.choices.findById(establishment, patient?._id ?? patientId),
      this.complete(establishment, letter.recipients),
    ])
    // A validated letter stays as it was: nothing of it is completed afterwards.
    const type = this.types.find(typeOfLetter(letter).code)
    return { letter: isOpen(letter) ? { ...letter, recipients } : letter, patient, stay, choices, type }
  }

  private async complete(establishment: string, recipients: DocumentRecipient[]): Promise<DocumentRecipient[]> {
    const idNats = recipients.map((recipient) => recipient.idNat).filter((idNat) => idNat !== undefined)
    if (idNats.length === 0) return recipients
    return withMailboxes(recipients, await this.correspondents.byIdNats(establishment, idNats))
  }
}
