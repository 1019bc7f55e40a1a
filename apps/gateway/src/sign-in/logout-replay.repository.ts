import { Injectable } from '@nestjs/common'
import type { Model } from 'mongoose'
import { isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import { type PlayedLogout, playedLogoutSchema } from './logout-replay.schema'

@Injectable()
export class LogoutReplayRepository {
  private readonly model: Model<PlayedLogout>

  constructor(mongo: Mongo) {
    this.model = mongo.model('played_logouts', playedLogoutSchema)
  }

  /** True the first time that this token comes, on whichever replica. */
  async firstTime(issuer: string, jti: string): Promise<boolean> {
    try {
      await this.model.insertMany([{ _id: `${issuer} ${jti}`, at: new Date() }], { lean: true })
      return true
    } catch (error) {
      if (isDuplicateKey(error)) return false
      throw error
    }
  }
}
