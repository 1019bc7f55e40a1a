import type { FactoryProvider } from '@nestjs/common'
import { type Antivirus, ClamdAntivirus, NO_ANTIVIRUS } from '@anamnese/platform-antivirus'
import { CONFIG } from '@anamnese/platform-service'
import type { ReceivingConfig } from './receiving.config'

export const ANTIVIRUS = Symbol('antivirus')

export const antivirusProvider: FactoryProvider<Antivirus> = {
  provide: ANTIVIRUS,
  inject: [CONFIG],
  useFactory: (config: ReceivingConfig): Antivirus =>
    config.ANTIVIRUS === 'none'
      ? NO_ANTIVIRUS
      : new ClamdAntivirus({ address: config.CLAMD_ADDRESS, timeoutMs: config.ANTIVIRUS_TIMEOUT_SECONDS * 1000 }),
}
