import type { Actor } from '@anamnese/contracts'
import { parseProfessionalId, type ProfessionalRef } from '@anamnese/domain-professional-ids'
import { codeOf, J01_AUTHOR_SPECIALTY } from '@anamnese/domain-value-sets'
import type { DocumentsConfig } from '../documents.config'
import type { Stay } from '../projections/stay.repository'

/** The professional that a person is, when their account says profession and national identifier. */
export function professionalOf(actor: Actor): ProfessionalRef | undefined {
  const { idNat, family, given, prefix, specialty, structure } = actor
  if (idNat === undefined || family === undefined || given === undefined || specialty === undefined) return undefined
  return { idNat, family, given, ...(prefix === undefined ? {} : { prefix }), specialty, structure }
}

/** True for those who answer for a document: a professional with a national number, not a secretary or a program. */
export function isCareProfessional(professional: ProfessionalRef): boolean {
  const kind = parseProfessionalId(professional.idNat)?.kind
  return kind === 'RPPS' || kind === 'ADELI'
}

/**
 * Whose letter it is: the professional who writes it, else the physician of the stay for whom it is prepared. Undefined when neither is
 * known: it will be who validates it.
 */
export function authorOf(actor: Actor, stay: Stay, config: DocumentsConfig): ProfessionalRef | undefined {
  const professional = professionalOf(actor)
  if (professional && isCareProfessional(professional)) return professional
  const doctor = stay.attendingDoctor
  if (doctor?.idNat === undefined || doctor.given === undefined) return professional
  return {
    idNat: doctor.idNat,
    family: doctor.family,
    given: doctor.given,
    prefix: 'DR',
    // A movement names the physician without speciality.
    specialty: codeOf(J01_AUTHOR_SPECIALTY, 'G15_10'),
    structure: { idNat: config.STRUCTURE_ID_NAT, name: config.STRUCTURE_NAME },
  }
}
