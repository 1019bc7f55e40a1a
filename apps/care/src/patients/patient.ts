import type { Stored } from '@anamnese/platform-mongo'

/** What a ward shows of a patient, kept from the identity events. */
export interface Patient extends Stored {
  birthName: string
  usedName?: string
  firstBirthGivenName: string
  birthDate: string
  sex: 'M' | 'F' | 'U'
  identityStatus: string
  mergedInto?: string
}
