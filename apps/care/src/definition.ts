import type { ServiceDefinition } from '@anamnese/platform-service'
import { CareConfig } from './care.config'
import { CareModule } from './care.module'

export const definition: ServiceDefinition<CareConfig> = { name: 'care', config: CareConfig, module: CareModule }
