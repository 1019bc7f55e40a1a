import type { Provider, Type } from '@nestjs/common'
import { ProduceChecks } from './produce-checks'
import { ProduceOrderRepository } from './produce-order.repository'
import { ProduceController } from './produce.controller'
import { ProduceService } from './produce.service'

/** The one-call interface for programs. */
export const oneCallControllers: Type[] = [ProduceController]
export const oneCallProviders: Provider[] = [ProduceOrderRepository, ProduceChecks, ProduceService]
