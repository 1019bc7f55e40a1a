import type { ServiceDefinition } from '@anamnese/platform-service'
import { AuditConfig } from './audit.config'
import { AuditModule } from './audit.module'

export const definition: ServiceDefinition<AuditConfig> = { name: 'audit', config: AuditConfig, module: AuditModule }
