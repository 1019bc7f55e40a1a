import { ServiceConfig } from '@anamnese/platform-config'
import type { ServiceDefinition } from '@anamnese/platform-service'
import { ConsentModule } from './consent.module'

export const definition: ServiceDefinition<ServiceConfig> = {
  name: 'consent',
  config: ServiceConfig,
  module: ConsentModule,
}
