import type { ServiceDefinition } from '@anamnese/platform-service'
import { IndicatorsConfig } from './indicators.config'
import { IndicatorsModule } from './indicators.module'

export const definition: ServiceDefinition<IndicatorsConfig> = {
  name: 'indicators',
  config: IndicatorsConfig,
  module: IndicatorsModule,
}
