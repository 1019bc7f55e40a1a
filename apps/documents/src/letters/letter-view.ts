import type { LetterReview, LetterSummary, LetterView } from '@anamnese/contracts'
import { nameOf, type Patient } from '../projections/patient'
import { consequencesOf, type LetterContext, obstaclesOf } from './judgement'
import { confidentialityOf, isOpen, type Letter, typeOfLetter } from './letter'
import { recipientName } from './recipients'

export function letterView(context: LetterContext): LetterView {
  const { letter } = context
  const open = isOpen(letter)
  return {
    id: letter._id,
    patientId: context.patient?._id ?? letter.patientId,
    stayNumber: letter.stayNumber,
    version: letter.version,
    state: letter.state,
    type: typeOfLetter(letter),
    title: letter.title,
    sections: letter.sections,
    data: letter.data ?? {},
    ...(letter.review ? { review: reviewOf(letter.review) } : {}),
    ...(letter.returned ? { returned: { ...letter.returned } } : {}),
    ...(letter.replaces === undefined ? {} : { replaces: letter.replaces }),
    recipients: letter.recipients,
    confidentiality: confidentialityOf(letter, context.type),
    blockDmp: letter.blockDmp,
    maskedToProfessionals: letter.maskedToProfessionals,
    invisibleToPatient: letter.invisibleToPatient,
    invisibleToRepresentatives: letter.invisibleToRepresentatives,
    author: letter.author,
    savedAt: letter.savedAt,
    savedBy: letter.savedBy,
    obstacles: open ? obstaclesOf(context) : [],
    consequences: open ? consequencesOf(context) : [],
    ...(letter.documentId === undefined ? {} : { documentId: letter.documentId }),
  }
}

export function letterSummary(letter: Letter, patient: Patient | undefined): LetterSummary {
  return {
    id: letter._id,
    patientId: patient?._id ?? letter.patientId,
    patientName: patient ? nameOf(patient) : '',
    patientBirthDate: patient?.traits.birthDate ?? '',
    title: letter.title,
    stayNumber: letter.stayNumber,
    ...(letter.unit === undefined ? {} : { unit: { ...letter.unit } }),
    author: recipientName(letter.author),
    savedAt: letter.savedAt,
    state: letter.state,
    type: typeOfLetter(letter),
    ...(letter.review?.validator ? { validator: recipientName(letter.review.validator) } : {}),
  }
}

function reviewOf({ submittedBy, submittedAt, validator }: NonNullable<Letter['review']>): LetterReview {
  return { submittedBy, submittedAt, ...(validator ? { validator: { ...validator } } : {}) }
}
