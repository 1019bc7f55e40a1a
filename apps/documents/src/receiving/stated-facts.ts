import type { ArrivalView } from '@anamnese/contracts'
import type { CdaPatient } from '@anamnese/interop-cda'
import type { Analysis } from './analysis'

/** What a person sees of the document in the worklist. */
export function documentFacts({ statement }: Analysis): NonNullable<ArrivalView['document']> {
  const { oid, setId, versionNumber, type, title, validatedAt, author } = statement
  const name = [author.prefix, author.given, author.family].filter(Boolean).join(' ')
  return { oid, setId, versionNumber, type, title, date: validatedAt, author: name }
}

/** The patient as the document names him, not as we know him. */
export function patientFacts(patient: CdaPatient): NonNullable<ArrivalView['patient']> {
  const { birthName, firstBirthGivenName: givenName, birthDate, sex, ins } = patient
  return {
    ...(birthName === undefined ? {} : { birthName }),
    ...(givenName === undefined ? {} : { givenName }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex }),
    ...(ins === undefined ? {} : { ins: ins.matricule }),
  }
}
