import { classOfType } from '@anamnese/domain-value-sets'
import { BINARY_FORMS, type DocumentRecord } from '@anamnese/interop-fhir-fr'
import type { ClinicalDocument } from '../documents/document'
import { nameOf, type Patient } from '../projections/patient'
import type { Stay } from '../projections/stay.repository'

export interface DocumentContext {
  /** the patient whose record it is in now */
  patient: Patient | null
  stay?: Stay | undefined
  /** SHA-1 by the id of the blob */
  digests: ReadonlyMap<string, string>
}

/** A stored document as the FHIR mapping takes it. */
export function documentRecord(document: ClinicalDocument, context: DocumentContext): DocumentRecord {
  const { patient, stay } = context
  const { author, validator, replaces, stayNumber, confidentiality } = document
  const category = classOfType(document.type.code)
  return {
    id: document._id,
    version: document.version,
    patientId: patient?._id ?? document.patientId,
    ...(patient ? { patientName: nameOf(patient) } : {}),
    oid: document.oid,
    setId: document.setId,
    state: stateOf(document),
    deleted: document.deleted !== undefined,
    type: document.type,
    ...(category ? { category } : {}),
    title: document.title,
    date: document.validatedAt,
    author,
    ...(validator === undefined ? {} : { validator }),
    ...(replaces === undefined ? {} : { replaces }),
    ...(confidentiality === undefined ? {} : { confidentiality }),
    restrictions: [
      ...(document.maskedToProfessionals ? (['MASQUE_PS'] as const) : []),
      ...(document.invisibleToPatient ? (['INVISIBLE_PATIENT'] as const) : []),
      ...(document.invisibleToRepresentatives ? (['INVISIBLE_REPRESENTANTS_LEGAUX'] as const) : []),
    ],
    ...(stayNumber === undefined ? {} : { stay: stayOf(stayNumber, stay) }),
    contents: contentsOf(document, context.digests),
  }
}

/** What was withdrawn or deleted is an error of its own; a version that has a newer one is superseded. */
function stateOf({ superseded, withdrawn, deleted }: ClinicalDocument): DocumentRecord['state'] {
  if (withdrawn !== undefined || deleted !== undefined) return 'entered-in-error'
  return superseded ? 'superseded' : 'current'
}

function stayOf(number: string, stay: Stay | undefined): NonNullable<DocumentRecord['stay']> {
  return {
    number,
    ...(stay?.admittedAt === undefined ? {} : { from: stay.admittedAt }),
    ...(stay?.dischargedAt === undefined ? {} : { to: stay.dischargedAt }),
  }
}

function contentsOf(document: ClinicalDocument, digests: ReadonlyMap<string, string>): DocumentRecord['contents'] {
  if (document.deleted !== undefined) return []
  return BINARY_FORMS.flatMap((form) => {
    const ref = document[form]
    if (ref === undefined) return []
    const sha1 = digests.get(ref.id)
    return [{ form, mediaType: ref.mediaType, size: ref.size, ...(sha1 === undefined ? {} : { sha1 }) }]
  })
}
