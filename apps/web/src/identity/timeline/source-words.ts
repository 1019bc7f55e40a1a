import type { IdentitySourceMode } from '@anamnese/contracts'

/** Where a source comes from, in French. */
export const SOURCE_MODES: Readonly<Record<IdentitySourceMode, string>> = {
  MANUAL: 'Saisie',
  IMPORT: 'Reprise de données',
  INTEROP: 'Message reçu',
  INSI: 'Téléservice INSi',
  DATAMATRIX: 'Datamatrix lu',
  VITALE: 'Carte Vitale',
  APP_VITALE: 'Appli carte Vitale',
}
