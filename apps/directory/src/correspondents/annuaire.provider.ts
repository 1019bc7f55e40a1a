import type { FactoryProvider } from '@nestjs/common'
import { CONFIG } from '@anamnese/platform-service'
import type { DirectoryConfig } from '../directory.config'
import { AnnuaireClient } from './annuaire-client'

/** The Annuaire Santé, or null where none is configured. */
export const ANNUAIRE = Symbol('Annuaire Santé')

export const annuaireProvider: FactoryProvider<AnnuaireClient | null> = {
  provide: ANNUAIRE,
  inject: [CONFIG],
  useFactory: (config: DirectoryConfig) =>
    config.ANNUAIRE_URL === undefined
      ? null
      : new AnnuaireClient({
          url: config.ANNUAIRE_URL.replace(/\/$/, ''),
          apiKey: config.ANNUAIRE_API_KEY ?? '',
          timeoutMs: config.ANNUAIRE_TIMEOUT_MS,
        }),
}
