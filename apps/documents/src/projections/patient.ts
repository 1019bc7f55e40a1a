import type { PatientChangedData } from '@anamnese/contracts'
import { searchKey } from '@anamnese/domain-traits'
import type { Stored } from '@anamnese/platform-mongo'

/** What `documents` knows of a patient, from the identity events. */
export type Patient = Stored &
  Pick<
    PatientChangedData,
    'status' | 'attributes' | 'traits' | 'ins' | 'ipps' | 'address' | 'telecoms' | 'generalPractitioner' | 'mergedInto'
  > & {
    /** what names are searched by: see `searchKey` */
    keys: string[]
  }

export function patientOf(data: PatientChangedData): Patient {
  const { patientId, changedAt: _changedAt, ...rest } = data
  const { birthName, usedName, firstBirthGivenName } = data.traits
  const names = [birthName, usedName, firstBirthGivenName].filter((name) => name !== undefined)
  return { ...rest, _id: patientId, keys: [...new Set(names.map(searchKey))] }
}

/** The INS that a document may carry: that of a qualified identity, and of no other (RNIV EXI SI 08). */
export function qualifiedIns(patient: Patient): Patient['ins'] {
  return patient.status === 'QUALIFIEE' ? patient.ins : undefined
}

export function nameOf({ traits }: Patient): string {
  return `${traits.birthName} ${traits.firstBirthGivenName}`
}
