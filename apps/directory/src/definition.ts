import type { ServiceDefinition } from '@anamnese/platform-service'
import { DirectoryConfig } from './directory.config'
import { DirectoryModule } from './directory.module'

export const definition: ServiceDefinition<DirectoryConfig> = {
  name: 'directory',
  config: DirectoryConfig,
  module: DirectoryModule,
}
