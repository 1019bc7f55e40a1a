import type { ServiceDefinition } from '@anamnese/platform-service'
import { GatewayConfig } from './gateway.config'
import { GatewayModule } from './gateway.module'
import { setup } from './setup'

export const definition: ServiceDefinition<GatewayConfig> = {
  name: 'gateway',
  config: GatewayConfig,
  module: GatewayModule,
  setup,
  bodyLimit: '100kb',
}
