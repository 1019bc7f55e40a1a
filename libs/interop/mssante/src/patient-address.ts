import type { Ins } from '@anamnese/domain-ins'

/** Domain of the citizens' mailboxes. */
export const PATIENT_DOMAIN = 'patient.mssante.fr'

/** The citizen's mailbox: the 15 characters of a qualified INS (§1.6). The caller vouches that the identity is qualified. */
export function patientAddress(qualified: Ins): string {
  return `${qualified.matricule.toLowerCase()}@${PATIENT_DOMAIN}`
}
