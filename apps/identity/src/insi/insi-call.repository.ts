import { Injectable } from '@nestjs/common'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import type { InsiCall } from './insi-call'
import { insiCallSchema } from './insi-call.schema'

@Injectable()
export class InsiCallRepository extends Repository<InsiCall> {
  constructor(mongo: Mongo) {
    super(mongo, 'insi_calls', insiCallSchema)
  }
}
