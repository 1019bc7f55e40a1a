import { Module } from '@nestjs/common'
import { IntegrityController } from './integrity/integrity.controller'
import { SyslogCursorRepository } from './syslog/syslog-cursor.repository'
import { SyslogExport } from './syslog/syslog-export'
import { TrailController } from './trail/trail.controller'
import { TrailRepository } from './trail/trail.repository'

@Module({
  controllers: [TrailController, IntegrityController],
  providers: [TrailRepository, SyslogCursorRepository, SyslogExport],
})
export class AuditModule {}
