import { Injectable } from '@nestjs/common'
import { ChoicesChanged, type ChoicesChangedData } from '@anamnese/contracts'
import { Outbox } from '@anamnese/platform-messaging'
import type { ClientSession } from '@anamnese/platform-mongo'
import { applyChoices, type Author, type Choices, type NewChoices, noChoices } from './choices'
import { ChoicesRepository } from './choices.repository'

@Injectable()
export class ChoicesService {
  constructor(
    private readonly choices: ChoicesRepository,
    private readonly outbox: Outbox,
  ) {}

  async current(establishment: string, patientId: string, session?: ClientSession): Promise<Choices> {
    return (await this.choices.findById(establishment, patientId, session)) ?? noChoices(patientId, establishment)
  }

  /** Applies what is said to the choices that were read; the change and its event are one write. */
  async record(before: Choices, said: NewChoices, author: Author, session: ClientSession): Promise<Choices> {
    return this.keep(before, applyChoices(before, said, author), session)
  }

  /** Keeps choices and tells them, when they are not those that were read. */
  async keep(before: Choices, after: Choices, session: ClientSession): Promise<Choices> {
    if (after === before) return before
    const stored =
      before.version === 0 ? await this.choices.insert(after, session) : await this.choices.save(after, session)
    await this.outbox.append(session, ChoicesChanged, stored._id, changedEvent(stored))
    return stored
  }
}

function changedEvent({ _id, history: _history, merges: _merges, ...told }: Choices): ChoicesChangedData {
  return { patientId: _id, ...told }
}
