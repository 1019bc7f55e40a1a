import type { DocumentForm, DocumentView } from '@anamnese/contracts'
import type { ClinicalDocument } from './document'

const BLOB_FORMS = ['pdf', 'cda', 'image', 'original', 'stylesheet'] as const

export function documentView(document: ClinicalDocument): DocumentView {
  const { stayNumber, validator, confidentiality, received, flag, withdrawn, hold, deleted } = document
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
    ...(stayNumber === undefined ? {} : { stayNumber }),
    author: document.author,
    ...(validator === undefined ? {} : { validator }),
    recipients: document.recipients,
    validatedAt: document.validatedAt,
    ...(confidentiality === undefined ? {} : { confidentiality }),
    maskedToProfessionals: document.maskedToProfessionals,
    invisibleToPatient: document.invisibleToPatient,
    invisibleToRepresentatives: document.invisibleToRepresentatives,
    sendToDmp: document.sendToDmp,
    forms: formsOf(document),
    ...(received === undefined ? {} : { received: receivedView(received) }),
    ...(flag === undefined ? {} : { flag }),
    ...(withdrawn === undefined ? {} : { withdrawn }),
    ...(hold === undefined ? {} : { hold }),
    ...(deleted === undefined ? {} : { deleted }),
  }
}

/** The forms that can be asked for; none once the bytes are gone. */
export function formsOf(document: ClinicalDocument): DocumentForm[] {
  if (document.deleted !== undefined) return []
  return BLOB_FORMS.filter((form) => document[form] !== undefined)
}

function receivedView({
  at,
  sender,
  invalid,
}: NonNullable<ClinicalDocument['received']>): NonNullable<DocumentView['received']> {
  return { at, ...(sender === undefined ? {} : { sender }), invalid }
}
