import { Module } from '@nestjs/common'
import { ExportLoop } from './exports/export-loop'
import { ExportRepository } from './exports/export.repository'
import { ExportsController } from './exports/exports.controller'
import { IntegrityController } from './integrity/integrity.controller'
import { SyslogCursorRepository } from './syslog/syslog-cursor.repository'
import { SyslogExport } from './syslog/syslog-export'
import { MergedRecordRepository } from './trail/merged-record.repository'
import { MergesController } from './trail/merges.controller'
import { Totals } from './totals/totals'
import { TotalsController } from './totals/totals.controller'
import { TrailController } from './trail/trail.controller'
import { TrailRepository } from './trail/trail.repository'

@Module({
  controllers: [TrailController, MergesController, IntegrityController, TotalsController, ExportsController],
  providers: [
    TrailRepository,
    MergedRecordRepository,
    SyslogCursorRepository,
    SyslogExport,
    Totals,
    ExportRepository,
    ExportLoop,
  ],
})
export class AuditModule {}
