import { Injectable } from '@nestjs/common'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import type { ApiClient } from './client'
import { clientSchema } from './client.schema'

@Injectable()
export class ClientRepository extends Repository<ApiClient> {
  constructor(mongo: Mongo) {
    super(mongo, 'clients', clientSchema)
  }

  /** Beside the version: two programs that authenticate at once do not disturb each other. */
  async used(establishment: string, clientId: string, at: string): Promise<void> {
    await this.model.updateOne(this.within(establishment, { _id: clientId }), { $set: { lastUsedAt: at } })
  }
}
