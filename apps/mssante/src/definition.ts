import { PfiLinkConfig } from '@anamnese/platform-pfi-link'
import type { ServiceDefinition } from '@anamnese/platform-service'
import { MssanteModule } from './mssante.module'

/** Nothing more than the link to the PFI. */
export class MssanteConfig extends PfiLinkConfig {}

export const definition: ServiceDefinition<MssanteConfig> = {
  name: 'mssante',
  config: MssanteConfig,
  module: MssanteModule,
}
