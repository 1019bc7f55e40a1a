import { Injectable } from '@nestjs/common'
import { type ClientSession, Mongo, Repository } from '@anamnese/platform-mongo'
import type { MergeRecord } from './merge-record'
import { mergeRecordSchema } from './merge-record.schema'

@Injectable()
export class MergeRecordRepository extends Repository<MergeRecord> {
  constructor(mongo: Mongo) {
    super(mongo, 'merges', mergeRecordSchema)
  }

  /** Keeps the merges of a batch of messages, in their order. */
  async insertAll(records: readonly MergeRecord[], session: ClientSession): Promise<void> {
    for (const record of records) await this.insert(record, session)
  }
}
