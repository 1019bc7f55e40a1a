import { Injectable } from '@nestjs/common'
import type { Model } from 'mongoose'
import { Mongo } from '@anamnese/platform-mongo'
import type { GatewaySession, OpenRecord } from './gateway-session'
import { sessionSchema } from './session.schema'

/** More than a person has under their eyes; the oldest ones have to be opened again. */
const MAX_OPEN_RECORDS = 50

/** Sessions, shared by every replica of the gateway. */
@Injectable()
export class SessionRepository {
  private readonly model: Model<GatewaySession>

  constructor(mongo: Mongo) {
    this.model = mongo.model('sessions', sessionSchema)
  }

  async insert(session: GatewaySession): Promise<void> {
    await this.model.insertMany([session], { lean: true })
  }

  async find(id: string): Promise<GatewaySession | null> {
    return this.model.findOne({ _id: id }, null, { lean: true })
  }

  async update(
    id: string,
    change: Partial<Pick<GatewaySession, 'lastSeenAt' | 'checkedAt' | 'actor' | 'exerciseId'>>,
  ): Promise<void> {
    await this.model.updateOne({ _id: id }, { $set: change })
  }

  /** One record is open once: a later ground takes the place of the former. */
  async openRecord(id: string, record: OpenRecord): Promise<void> {
    await this.model.updateOne({ _id: id }, { $pull: { openRecords: { patientId: record.patientId } } })
    await this.model.updateOne({ _id: id }, { $push: { openRecords: { $each: [record], $slice: -MAX_OPEN_RECORDS } } })
  }

  async delete(id: string): Promise<void> {
    await this.model.deleteOne({ _id: id })
  }

  /** The sessions that a provider speaks of, by its own session or else by its subject. */
  async findByIdentity(identity: { issuer: string; sub?: string; sid?: string }): Promise<GatewaySession[]> {
    const { issuer, sub, sid } = identity
    if (sid !== undefined)
      return this.model.find({ 'identity.issuer': issuer, 'identity.sid': sid }, null, { lean: true })
    if (sub !== undefined)
      return this.model.find({ 'identity.issuer': issuer, 'identity.sub': sub }, null, { lean: true })
    return []
  }
}
