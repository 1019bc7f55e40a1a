import type { IdentityConflict } from '@anamnese/contracts'
import { ProblemError } from '@anamnese/platform-http'
import type { Patient } from './patient'
import { patientDetail } from './patient-view'
import { changesSince } from './versioned-history'

/** Someone changed the identity after the version that a person read: 409 that says who changed what, with the record as it is now. */
export function identityConflict(patient: Patient, version: number): ProblemError {
  const changes = changesSince(patient.history, version).map(({ at, author, what }) => ({ at, author, what }))
  const last = changes.at(-1)
  const details: IdentityConflict = { version: patient.version, changes, patient: patientDetail(patient) }
  const detail =
    last === undefined
      ? 'Relire le dossier puis recommencer.'
      : `${last.author} : ${changes.map(({ what }) => what).join(' ')} Relire le dossier puis recommencer.`
  return new ProblemError(409, 'IDENTITY.CONFLICT', 'Cette identité a été modifiée entre-temps.', detail, { details })
}
