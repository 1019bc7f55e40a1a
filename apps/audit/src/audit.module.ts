import { Module } from '@nestjs/common'
import { IntegrityController } from './integrity/integrity.controller'
import { SyslogCursorRepository } from './syslog/syslog-cursor.repository'
import { SyslogExport } from './syslog/syslog-export'
import { MergedRecordRepository } from './trail/merged-record.repository'
import { MergesController } from './trail/merges.controller'
import { TrailController } from './trail/trail.controller'
import { TrailRepository } from './trail/trail.repository'

@Module({
  controllers: [TrailController, MergesController, IntegrityController],
  providers: [TrailRepository, MergedRecordRepository, SyslogCursorRepository, SyslogExport],
})
export class AuditModule {}
