import { Controller, HttpCode, Injectable, Module, Param, Post } from '@nestjs/common'
import { Schema } from 'mongoose'
import { ConsentReceived, type ConsentReceivedData } from '@anamnese/contracts'
import { ServiceConfig } from '@anamnese/platform-config'
import { OnEvent, Outbox, type ReceivedEvent } from '@anamnese/platform-messaging'
import { Mongo, Repository, type Stored } from '@anamnese/platform-mongo'
import { Public } from '@anamnese/platform-security'
import type { ServiceDefinition } from '@anamnese/platform-service'

interface Tally extends Stored {
  writes: number
  effects: number
}

@Injectable()
export class TallyRepository extends Repository<Tally> {
  constructor(mongo: Mongo) {
    const fields = { _id: String, establishment: String, version: Number, writes: Number, effects: Number }
    super(mongo, 'tallies', new Schema<Tally>(fields, { versionKey: false }))
  }
}

/** Where the crash test may stop the process; the product has no such point. */
export const crashPoint = { at: (_point: string): void => undefined }

/** The whole way of a fact in one small service: a command writes, the relay publishes, the handler has one effect. */
@Public()
@Controller('tallies')
export class TallyController {
  constructor(
    private readonly mongo: Mongo,
    private readonly tallies: TallyRepository,
    private readonly outbox: Outbox,
  ) {}

  @Post(':id')
  @HttpCode(204)
  async write(@Param('id') id: string): Promise<void> {
    await this.mongo.transaction(async (session) => {
      await this.tallies.insert({ _id: id, establishment: '220000020', writes: 1, effects: 0 }, session)
      await this.outbox.append(session, ConsentReceived, id, { ...ConsentReceived.example, patientId: id })
      crashPoint.at('before the commit of the write')
    })
    crashPoint.at('after the commit of the write')
  }

  @OnEvent(ConsentReceived)
  async count({ data, session }: ReceivedEvent<ConsentReceivedData>): Promise<void> {
    const tally = await this.tallies.findById(data.establishment, data.patientId, session)
    if (tally === null) return
    await this.tallies.save({ ...tally, effects: tally.effects + 1 }, session)
    crashPoint.at('inside the handler')
  }
}

@Module({ controllers: [TallyController], providers: [TallyRepository] })
class TallyModule {}

export const tallyService: ServiceDefinition<ServiceConfig> = {
  name: 'consent',
  config: ServiceConfig,
  module: TallyModule,
}
