import type { ServiceDefinition } from '@anamnese/platform-service'
import { PfiConfig } from './pfi.config'
import { PfiModule } from './pfi.module'

export const definition: ServiceDefinition<PfiConfig> = { name: 'pfi', config: PfiConfig, module: PfiModule }
