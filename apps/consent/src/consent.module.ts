import { Module } from '@nestjs/common'
import { ChoicesController } from './choices/choices.controller'
import { ChoicesEventsController } from './choices/choices-events.controller'
import { ChoicesRepository } from './choices/choices.repository'
import { ChoicesService } from './choices/choices.service'
import { MergedRecordRepository } from './choices/merged-record.repository'

@Module({
  controllers: [ChoicesController, ChoicesEventsController],
  providers: [ChoicesRepository, MergedRecordRepository, ChoicesService],
})
export class ConsentModule {}
