import { Injectable } from '@nestjs/common'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import { bytesOf } from '../bytes'
import type { ReceivedMessage } from './received-message'
import { receivedMessageSchema } from './received-message.schema'

@Injectable()
export class ReceivedMessageRepository extends Repository<ReceivedMessage> {
  constructor(mongo: Mongo) {
    super(mongo, 'messages', receivedMessageSchema)
  }

  /** The answer already given to this message, if it was received before. */
  async firstAnswer(establishment: string, id: string): Promise<Buffer | undefined> {
    const found = await this.findById(establishment, id)
    return found === null ? undefined : bytesOf(found.answer)
  }
}
