import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { isDuplicateKey, Mongo, Repository, type Stored } from '@anamnese/platform-mongo'
import { toBuffer } from './received-message.repository'

/** A message that was accepted (CA) and is not handled yet: its sender will not send it again. */
export interface AcceptedMessage extends Stored {
  bytes: Buffer
  peer: string
  acceptedAt: Date
}

const acceptedMessageSchema = new Schema<AcceptedMessage>(
  { _id: String, establishment: String, version: Number, bytes: Buffer, peer: String, acceptedAt: Date },
  { versionKey: false },
)
// What a stopped process left, the oldest first.
acceptedMessageSchema.index({ establishment: 1, acceptedAt: 1 })

@Injectable()
export class AcceptedMessageRepository extends Repository<AcceptedMessage> {
  constructor(mongo: Mongo) {
    super(mongo, 'hl7_accepted', acceptedMessageSchema)
  }

  /** Keeps a message; sent again before it is handled, it is kept once. */
  async keep(message: Omit<AcceptedMessage, 'version'>): Promise<void> {
    try {
      await this.insert(message)
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
  }

  async done(establishment: string, id: string): Promise<void> {
    await this.model.deleteOne(this.within(establishment, { _id: id }))
  }

  async leftBefore(establishment: string, at: Date, limit: number): Promise<AcceptedMessage[]> {
    const rows = await this.find(establishment, { acceptedAt: { $lt: at } }, { sort: { acceptedAt: 1 }, limit })
    return rows.map((row) => ({ ...row, bytes: toBuffer(row.bytes) }))
  }
}
