import type { Code, ProfessionalRef } from '@anamnese/domain-professional-ids'

/** Forms whose bytes can be read: each is a Binary. */
export const BINARY_FORMS = ['pdf', 'cda', 'image', 'original'] as const
export type BinaryForm = (typeof BINARY_FORMS)[number]

/** What the DocumentReference is made of: a version of a document, of the documents service. */
export interface DocumentRecord {
  id: string
  version: number
  /** the record that it is in now */
  patientId: string
  patientName?: string
  /** ClinicalDocument/id: an OID, or a root and an extension `root^extension` */
  oid: string
  setId: string
  state: 'current' | 'superseded' | 'entered-in-error'
  /** its bytes are gone */
  deleted: boolean
  type: Code
  /** class of the type in the DMP (J57) */
  category?: Code
  title: string
  /** instant, RFC 3339 */
  date: string
  author: {
    idNat?: string
    family: string
    given?: string
    prefix?: string
    structure?: { idNat?: string; name: string }
  }
  validator?: ProfessionalRef
  /** id of the version that this one replaces */
  replaces?: string
  /** normal when absent */
  confidentiality?: 'N' | 'R' | 'V'
  /** codes of J08 beside the confidentiality */
  restrictions: readonly ('MASQUE_PS' | 'INVISIBLE_PATIENT' | 'INVISIBLE_REPRESENTANTS_LEGAUX')[]
  stay?: { number: string; from?: string; to?: string }
  contents: readonly DocumentContentRecord[]
}

export interface DocumentContentRecord {
  form: BinaryForm
  mediaType: string
  size: number
  /** SHA-1 in base64, as Attachment.hash is defined in R4 */
  sha1?: string
}

export const binaryId = (documentId: string, form: BinaryForm): string => `${documentId}.${form}`

/** The document and the form of a Binary; undefined when it is not an id of {@link binaryId}. */
export function readBinaryId(id: string): { documentId: string; form: BinaryForm } | undefined {
  const match = /^([A-Za-z0-9-]{1,58})\.([a-z]+)$/.exec(id)
  const form = BINARY_FORMS.find((one) => one === match?.[2])
  return match && form ? { documentId: match[1] ?? '', form } : undefined
}
