import type { ServiceDefinition } from '@anamnese/platform-service'
import { DmpConfig } from './dmp.config'
import { DmpModule } from './dmp.module'

export const definition: ServiceDefinition<DmpConfig> = { name: 'dmp', config: DmpConfig, module: DmpModule }
