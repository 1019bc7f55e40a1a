import type { Provider, Type } from '@nestjs/common'
import { ReadingController } from './reading.controller'
import { ReadingService } from './reading.service'

/** The reading room. */
export const readingControllers: Type[] = [ReadingController]
export const readingProviders: Provider[] = [ReadingService]
