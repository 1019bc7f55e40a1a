import { Injectable } from '@nestjs/common'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import type { Choices } from './choices'
import { choicesSchema } from './choices.schema'

@Injectable()
export class ChoicesRepository extends Repository<Choices> {
  constructor(mongo: Mongo) {
    super(mongo, 'choices', choicesSchema)
  }
}
