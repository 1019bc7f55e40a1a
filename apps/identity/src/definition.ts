import type { ServiceDefinition } from '@anamnese/platform-service'
import { IdentityConfig } from './identity.config'
import { IdentityModule } from './identity.module'

export const definition: ServiceDefinition<IdentityConfig> = {
  name: 'identity',
  config: IdentityConfig,
  module: IdentityModule,
  // The picture of a datamatrix, in base64.
  bodyLimit: '9mb',
}
