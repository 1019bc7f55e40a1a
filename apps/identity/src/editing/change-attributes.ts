import { blocksQualification, type IdentityAttribute } from '@anamnese/domain-ins'
import type { Patient } from '../patients/patient'
import { type Act, settle } from '../patients/settle'
import { ended } from '../patients/sources'

/**
 * The record with the attributes that a person gives it. Doubtful and fictive make it provisional: its INS is withdrawn, and neither INSi
 * nor a document that was checked before counts any more (RNIV EXI SI 09).
 */
export function withAttributes(patient: Patient, attributes: readonly IdentityAttribute[], act: Act): Patient {
  const blocked = blocksQualification(attributes)
  const sources = patient.sources.map((source) =>
    blocked && source.active && (source.ins || source.proof)
      ? ended(source, act, 'Identité devenue douteuse ou fictive.')
      : source,
  )
  return settle({ ...patient, attributes: [...attributes], ownAttributes: [...attributes], sources }, patient, act)
}
