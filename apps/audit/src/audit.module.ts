import { Module } from '@nestjs/common'
import { IntegrityController } from './integrity/integrity.controller'
import { TrailController } from './trail/trail.controller'
import { TrailRepository } from './trail/trail.repository'

@Module({ controllers: [TrailController, IntegrityController], providers: [TrailRepository] })
export class AuditModule {}
