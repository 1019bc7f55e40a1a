import { Injectable } from '@nestjs/common'
import type { Actor, RecipientSuggestion } from '@anamnese/contracts'
import { DocumentRepository } from '../documents/document.repository'
import { LettersService } from '../letters/letters.service'
import { withMailboxes } from '../letters/recipients'
import { CorrespondentRepository } from '../projections/correspondent.repository'
import { PatientRepository } from '../projections/patient.repository'
import { CareCircleRepository } from './care-circle.repository'
import { suggestionsOf } from './suggestions'

/** Earlier recipients are those of the last documents: the oldest have changed address since. */
const EARLIER_DOCUMENTS = 20

/** To whom a letter may go, without a search: those around the patient, with the addresses of the Annuaire. */
@Injectable()
export class SuggestionsService {
  constructor(
    private readonly letters: LettersService,
    private readonly patients: PatientRepository,
    private readonly circle: CareCircleRepository,
    private readonly documents: DocumentRepository,
    private readonly correspondents: CorrespondentRepository,
  ) {}

  async of(actor: Actor, letterId: string): Promise<RecipientSuggestion[]> {
    const { establishment } = actor
    const letter = await this.letters.find(actor, letterId)
    const patient = await this.patients.currentOf(establishment, letter.patientId)
    const records = await this.patients.idsOf(establishment, patient?._id ?? letter.patientId)
    const [circle, documents] = await Promise.all([
      this.circle.around(establishment, records),
      this.documents.find(
        establishment,
        { patientId: { $in: records }, origin: 'produced' },
        { sort: { validatedAt: -1 }, limit: EARLIER_DOCUMENTS },
      ),
    ])
    const suggestions = suggestionsOf({
      ...(patient?.generalPractitioner ? { generalPractitioner: patient.generalPractitioner } : {}),
      circle,
      earlier: documents.flatMap(({ recipients }) => recipients),
    })
    const idNats = suggestions.flatMap(({ recipient }) => recipient.idNat ?? [])
    const known = await this.correspondents.byIdNats(establishment, idNats)
    const completed = withMailboxes(
      suggestions.map(({ recipient }) => recipient),
      known,
    )
    return completed.map((recipient, at) => ({ recipient, because: suggestions[at]?.because ?? '' }))
  }
}
