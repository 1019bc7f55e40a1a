import { Schema } from 'mongoose'

/** Pieces that several collections hold. Sub-documents have no identity of their own. */
const piece = <T>(fields: Record<string, unknown>): Schema<T> => new Schema(fields, { _id: false }) as Schema<T>

export const codePiece = piece({ code: String, system: String, display: String })
export const unitPiece = piece({ code: String, label: String })
export const personPiece = piece({ idNat: String, family: String, given: String })
export const professionalPiece = piece({
  idNat: String,
  family: String,
  given: String,
  prefix: String,
  specialty: codePiece,
  structure: piece({ idNat: String, name: String }),
})
export const recipientPiece = piece({
  idNat: String,
  family: String,
  given: String,
  prefix: String,
  specialty: codePiece,
  mailbox: String,
})
export const blobPiece = piece({ id: String, sha256: String, size: Number, mediaType: String, wrappedKey: String })
export const insPiece = piece({ matricule: String, oid: String })
export const traitsPiece = piece({
  birthName: String,
  firstBirthGivenName: String,
  birthGivenNames: String,
  birthDate: String,
  sex: String,
  birthPlaceCode: String,
  usedName: String,
  usedGivenName: String,
})

/** What every aggregate has. */
export const storedFields = {
  _id: String,
  establishment: { type: String, required: true },
  version: { type: Number, required: true },
} as const
