import { Controller } from '@nestjs/common'
import {
  CorrespondentChanged,
  DocumentValidated,
  type DocumentValidatedData,
  PatientChanged,
  type PatientChangedData,
} from '@anamnese/contracts'
import { OnEvent, Outbox, type ReceivedEvent } from '@anamnese/platform-messaging'
import type { ClientSession } from '@anamnese/platform-mongo'
import { correspondentId, newCorrespondent, toEvent } from './correspondent'
import { CorrespondentRepository } from './correspondent.repository'

interface Named {
  idNat?: string
  family: string
  given?: string
}

/**
 * Who becomes a correspondent: the general practitioner of a patient, and whoever a document was addressed to.
 * They are told at once with what is known, and again once the Annuaire has been asked.
 */
@Controller()
export class CorrespondentEventsController {
  constructor(
    private readonly correspondents: CorrespondentRepository,
    private readonly outbox: Outbox,
  ) {}

  @OnEvent(PatientChanged)
  async onPatient({ data, session }: ReceivedEvent<PatientChangedData>): Promise<void> {
    if (data.generalPractitioner !== undefined) await this.meet(data.establishment, data.generalPractitioner, session)
  }

  @OnEvent(DocumentValidated)
  async onDocument({ data, session }: ReceivedEvent<DocumentValidatedData>): Promise<void> {
    for (const recipient of data.recipients) await this.meet(data.establishment, recipient, session)
  }

  private async meet(establishment: string, { idNat, family, given }: Named, session: ClientSession): Promise<void> {
    // Without national identifier there is nobody to look up, and a name alone proves nothing.
    if (idNat === undefined) return
    const known = await this.correspondents.findById(establishment, correspondentId(establishment, idNat), session)
    if (known !== null) return
    const named = { idNat, family, ...(given === undefined ? {} : { given }) }
    const stored = await this.correspondents.insert(newCorrespondent(establishment, named), session)
    await this.outbox.append(session, CorrespondentChanged, idNat, toEvent(stored))
  }
}
