import { type Static, type TSchema, Type } from '@sinclair/typebox'

export const CivilDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'civil date' })
export const Instant = Type.String({ format: 'date-time', description: 'instant, RFC 3339 with offset' })
export const Id = Type.String({ minLength: 1, maxLength: 100 })
/** FINESS géographique of the establishment that the fact belongs to. */
export const Establishment = Type.String({ pattern: '^[0-9A-Z]{9}$', description: 'FINESS géographique' })

export function oneOf<const T extends string>(...values: T[]): ReturnType<typeof Type.Unsafe<T>> {
  return Type.Unsafe<T>({ type: 'string', enum: values })
}

export const Closed = { additionalProperties: false } as const

export function closed<T extends Record<string, TSchema>>(properties: T): ReturnType<typeof Type.Object<T>> {
  return Type.Object(properties, Closed)
}

export const CodeSchema = closed({ code: Type.String(), system: Type.String(), display: Type.Optional(Type.String()) })

export const StructureSchema = closed({ idNat: Type.String(), name: Type.String() })

export const ProfessionalSchema = closed({
  idNat: Type.String(),
  family: Type.String(),
  given: Type.String(),
  prefix: Type.Optional(Type.String()),
  specialty: CodeSchema,
  structure: StructureSchema,
})

export const TraitsSchema = closed({
  birthName: Type.String({ minLength: 1 }),
  firstBirthGivenName: Type.String(),
  birthGivenNames: Type.Optional(Type.String()),
  birthDate: CivilDate,
  sex: oneOf('M', 'F', 'U'),
  birthPlaceCode: Type.Optional(Type.String()),
  usedName: Type.Optional(Type.String()),
  usedGivenName: Type.Optional(Type.String()),
})

export const InsSchema = closed({ matricule: Type.String({ minLength: 15, maxLength: 15 }), oid: Type.String() })

/** HL7 HD: the authority that assigned an identifier. */
export const AuthoritySchema = closed({
  namespace: Type.String(),
  id: Type.Optional(Type.String()),
  type: Type.Optional(Type.String()),
})

export const LocalIdentifierSchema = closed({ value: Type.String(), authority: AuthoritySchema })

export const UnitSchema = closed({ code: Type.String(), label: Type.Optional(Type.String()) })

/** A person as a message names them: the identifier may be missing. */
export const NamedProfessionalSchema = closed({
  idNat: Type.Optional(Type.String()),
  family: Type.String(),
  given: Type.Optional(Type.String()),
})

/** Where the bytes of a document are: the blob store's address, their SHA-256 and size. The key is wrapped by the master key. */
export const BlobRefSchema = closed({
  id: Type.String(),
  sha256: Type.String(),
  size: Type.Integer({ minimum: 0 }),
  mediaType: Type.String(),
  wrappedKey: Type.String(),
})

export type BlobRef = Static<typeof BlobRefSchema>
export type LocalIdentifier = Static<typeof LocalIdentifierSchema>
export type NamedProfessional = Static<typeof NamedProfessionalSchema>
export type Unit = Static<typeof UnitSchema>
