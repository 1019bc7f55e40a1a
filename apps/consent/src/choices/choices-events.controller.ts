import { Controller } from '@nestjs/common'
import { ConsentReceived, type ConsentReceivedData, PatientChanged, type PatientChangedData } from '@anamnese/contracts'
import { OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import type { ClientSession } from '@anamnese/platform-mongo'
import type { Author } from './choices'
import { ChoicesService } from './choices.service'
import { MergedRecordRepository } from './merged-record.repository'
import { withMerged, withoutMerged } from './merged-choices'
import { choicesOf } from './zfa'

const MAX_STEPS = 8

@Controller()
export class ChoicesEventsController {
  constructor(
    private readonly service: ChoicesService,
    private readonly records: MergedRecordRepository,
  ) {}

  @OnEvent(ConsentReceived)
  async onConsent({ data, time, session }: ReceivedEvent<ConsentReceivedData>): Promise<void> {
    const { establishment, patientId } = data
    // A merge of this record, known at the same time elsewhere, comes before or after: never beside.
    await this.records.hold(establishment, patientId, session)
    const before = await this.service.current(establishment, patientId, session)
    await this.service.record(before, choicesOf(data), { name: 'Gestion administrative (ZFA)', at: time }, session)
    await this.carry(establishment, patientId, time, session)
  }

  /** What was chosen under a record that is merged holds for the one that stays, until the merge is undone. */
  @OnEvent(PatientChanged)
  async onPatient({ data, time, session }: ReceivedEvent<PatientChangedData>): Promise<void> {
    const { establishment, patientId, version, mergedInto } = data
    const before = await this.records.findById(establishment, patientId, session)
    const row = { _id: patientId, establishment, version, ...(mergedInto === undefined ? {} : { mergedInto }) }
    if (!(await this.records.project(row, session))) return
    if (before?.mergedInto !== undefined && before.mergedInto !== mergedInto) {
      await this.undo(establishment, patientId, before.mergedInto, time, session)
    }
    if (mergedInto !== undefined) await this.carry(establishment, patientId, time, session)
  }

  /** The choices of the survivor without those of this record; the other records that it absorbed still count. */
  private async undo(
    establishment: string,
    absorbedId: string,
    survivorId: string,
    at: string,
    session: ClientSession,
  ): Promise<void> {
    const survivor = await this.service.current(establishment, survivorId, session)
    let after = withoutMerged(survivor, absorbedId, { name: 'Fusion de dossiers annulée', at })
    if (after === survivor) return
    for (const other of await this.records.find(establishment, { mergedInto: survivorId }, { session })) {
      const { merges, ...rest } = after
      const others = (merges ?? []).filter((one) => one.absorbedId !== other._id)
      const absorbed = await this.service.current(establishment, other._id, session)
      const author: Author = { name: 'Fusion de dossiers', at }
      const again = withMerged({ ...rest, merges: others }, absorbed, author)
      after = again.merges?.some((one) => one.absorbedId === other._id) === true ? again : after
    }
    await this.service.keep(survivor, after, session)
  }

  /** From a merged record to the one that it was merged into, and from there on. */
  private async carry(establishment: string, patientId: string, at: string, session: ClientSession): Promise<void> {
    let id = patientId
    for (let step = 0; step < MAX_STEPS; step++) {
      const record = await this.records.findById(establishment, id, session)
      if (record?.mergedInto === undefined) return
      const absorbed = await this.service.current(establishment, id, session)
      const survivor = await this.service.current(establishment, record.mergedInto, session)
      const author: Author = { name: 'Fusion de dossiers', at }
      await this.service.keep(survivor, withMerged(survivor, absorbed, author), session)
      id = record.mergedInto
    }
  }
}
