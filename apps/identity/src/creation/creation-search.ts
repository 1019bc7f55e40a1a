import type { Stored } from '@anamnese/platform-mongo'

/** A search of a person made before a creation. It allows one creation, for a while. */
export interface CreationSearch extends Stored {
  actorId: string
  birthDate?: string
  name?: string
  givenName?: string
  matricule?: string
  expiresAt: Date
}
