import { Injectable } from '@nestjs/common'
import { type ClientSession, Mongo, Repository } from '@anamnese/platform-mongo'
import type { Subscriber } from './subscriber'
import { subscriberSchema } from './subscriber.schema'

@Injectable()
export class SubscriberRepository extends Repository<Subscriber> {
  constructor(mongo: Mongo) {
    super(mongo, 'pam_subscribers', subscriberSchema)
  }

  async ofEstablishment(establishment: string, session?: ClientSession): Promise<Subscriber[]> {
    return this.find(establishment, {}, { sort: { name: 1 }, ...(session ? { session } : {}) })
  }

  /** Of every establishment: what the senders work for. */
  async all(): Promise<Subscriber[]> {
    return await this.model.find({}, null, { lean: true })
  }

  async remove(establishment: string, id: string, session: ClientSession): Promise<void> {
    await this.model.deleteOne(this.within(establishment, { _id: id }), { session })
  }
}
