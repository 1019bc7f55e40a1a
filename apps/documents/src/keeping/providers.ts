import type { Provider, Type } from '@nestjs/common'
import { KeepingController } from './keeping.controller'
import { KeepingLoop } from './keeping-loop'
import { KeepingService } from './keeping.service'
import { PurgeRepository } from './purge.repository'
import { RetentionService } from './retention.service'

/** Retention, legal hold, deletion. Its controller comes before that of documents: `documents/retention` is no identifier. */
export const keepingControllers: Type[] = [KeepingController]
export const keepingProviders: Provider[] = [PurgeRepository, KeepingService, RetentionService, KeepingLoop]
