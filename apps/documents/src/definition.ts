import type { ServiceDefinition } from '@anamnese/platform-service'
import { DocumentsConfig } from './documents.config'
import { DocumentsModule } from './documents.module'

export const definition: ServiceDefinition<DocumentsConfig> = {
  name: 'documents',
  config: DocumentsConfig,
  module: DocumentsModule,
  // A page that another software made comes in base64.
  bodyLimit: '15mb',
}
