import type { Provider, Type } from '@nestjs/common'
import { Exporter } from './exporter'
import { ExportLoop } from './export-loop'
import { ExportRepository } from './export.repository'
import { ExportsController } from './exports.controller'
import { ExportsService } from './exports.service'

/** Export of documents. Its controller comes before that of documents: `documents/exports` is no identifier. */
export const exportControllers: Type[] = [ExportsController]
export const exportProviders: Provider[] = [ExportRepository, Exporter, ExportLoop, ExportsService]
