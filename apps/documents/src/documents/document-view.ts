import type { DocumentView } from '@anamnese/contracts'
import type { ClinicalDocument } from './document'

export function documentView(document: ClinicalDocument): DocumentView {
  return {
    id: document._id,
    patientId: document.patientId,
    oid: document.oid,
    setId: document.setId,
    versionNumber: document.versionNumber,
    superseded: document.superseded,
    type: document.type,
    title: document.title,
    origin: document.origin,
    ...(document.stayNumber === undefined ? {} : { stayNumber: document.stayNumber }),
    author: document.author,
    validator: document.validator,
    recipients: document.recipients,
    validatedAt: document.validatedAt,
    maskedToProfessionals: document.maskedToProfessionals,
    invisibleToPatient: document.invisibleToPatient,
    invisibleToRepresentatives: document.invisibleToRepresentatives,
    sendToDmp: document.sendToDmp,
  }
}
