import { Module } from '@nestjs/common'
import { SendingsConsumer } from './sendings/sendings.consumer'
import { SendingsController } from './sendings/sendings.controller'
import { SendingRepository } from './sendings/sending.repository'

@Module({ controllers: [SendingsConsumer, SendingsController], providers: [SendingRepository] })
export class IndicatorsModule {}
