import type { ServiceName } from '@anamnese/contracts'

/** In the order in which the launcher names them. */
export const SERVICES: ServiceName[] = [
  'gateway',
  'identity',
  'care',
  'documents',
  'dmp',
  'mssante',
  'consent',
  'directory',
  'indicators',
  'audit',
  'pfi',
]
