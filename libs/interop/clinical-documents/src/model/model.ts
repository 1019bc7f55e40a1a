import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'

/** A model cannot be used; the message says where, in French. */
export class ModelError extends Error {}

const closed = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })
const text = (maxLength = 300): TSchema & { static: string } => Type.String({ minLength: 1, maxLength })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Instant = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$',
})
const Oid = Type.String({ pattern: '^[0-2](\\.(0|[1-9]\\d*))+$', maxLength: 64 })
const Code = closed({ code: text(60), system: text(100), display: Type.Optional(text()) })

const Professional = closed({
  idNat: text(80),
  family: text(100),
  given: text(100),
  prefix: Type.Optional(text(20)),
  specialty: Code,
})
const Recipient = closed({
  idNat: Type.Optional(text(80)),
  family: text(100),
  given: Type.Optional(text(100)),
  prefix: Type.Optional(text(20)),
  specialty: Type.Optional(Code),
  mailbox: Type.Optional(text(200)),
})
const Treatment = closed({
  name: text(),
  posology: Type.Optional(text(500)),
  start: Type.Optional(Day),
  end: Type.Optional(Day),
  cis: Type.Optional(Type.String({ pattern: '^\\d{8}$' })),
  atc: Type.Optional(Type.String({ pattern: '^[A-Z]\\d{2}[A-Z]{2}\\d{2}$' })),
})
const Answer = closed({ answer: Type.Optional(Type.Boolean()), detail: Type.Optional(text(2000)) })

const Data = closed({
  entryMode: Type.Optional(text(60)),
  exitMode: Type.Optional(text(60)),
  adverseEvents: Type.Optional(text(2000)),
  resistantGerms: Type.Optional(Answer),
  transfusion: Type.Optional(Answer),
  bloodDerivatives: Type.Optional(Answer),
  treatments: Type.Optional(Type.Array(Treatment, { maxItems: 60 })),
  noTreatment: Type.Optional(Type.Boolean()),
  stoppedTreatments: Type.Optional(Type.Array(Treatment, { maxItems: 60 })),
  allergies: Type.Optional(
    Type.Array(
      closed({
        agent: text(),
        type: Type.Optional(text(60)),
        severity: Type.Optional(text(60)),
        since: Type.Optional(Day),
      }),
      { maxItems: 60 },
    ),
  ),
  noKnownAllergy: Type.Optional(Type.Boolean()),
  plans: Type.Optional(
    Type.Array(
      closed({
        kind: Type.Union([Type.Literal('examination'), Type.Literal('appointment')]),
        text: text(500),
        on: Type.Optional(Day),
      }),
      { maxItems: 60 },
    ),
  ),
})

const ModelSchema = closed({
  title: Type.Optional(text(128)),
  version: Type.Optional(
    closed({
      oid: Oid,
      setId: Oid,
      number: Type.Integer({ minimum: 1 }),
      replaces: Type.Optional(closed({ oid: Oid, number: Type.Integer({ minimum: 1 }) })),
    }),
  ),
  hospital: closed({
    idNat: text(61),
    name: text(100),
    lines: Type.Optional(Type.Array(text(200), { maxItems: 10 })),
    oidRoot: Oid,
    /** J02 and J04 */
    facilityType: Type.Optional(text(20)),
    practiceSetting: Type.Optional(text(20)),
    notice: Type.Optional(text(3000)),
  }),
  patient: closed({
    birthName: text(100),
    firstBirthGivenName: text(100),
    birthGivenNames: Type.Optional(text(100)),
    birthDate: Day,
    sex: Type.Union([Type.Literal('M'), Type.Literal('F'), Type.Literal('U')]),
    birthPlaceCode: Type.Optional(text(5)),
    usedName: Type.Optional(text(100)),
    usedGivenName: Type.Optional(text(100)),
    ins: Type.Optional(closed({ matricule: text(15), oid: Oid })),
    ipp: text(60),
  }),
  stay: closed({
    number: text(60),
    /** J142 */
    kind: Type.Optional(text(20)),
    start: Instant,
    end: Type.Optional(Instant),
    discharge: Type.Optional(closed({ code: text(10), display: text(100) })),
    unit: Type.Optional(text(100)),
  }),
  author: Professional,
  validator: Type.Optional(Professional),
  validatedAt: Instant,
  recipients: Type.Array(Recipient, { maxItems: 30 }),
  generalPractitioner: Type.Optional(Recipient),
  sections: Type.Record(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9]{0,39}$' }), Type.String({ maxLength: 30_000 })),
  data: Type.Optional(Data),
})

/** The simplified model of a document, as integrators write it. */
export type DocumentModel = Static<typeof ModelSchema>

const REASONS: Readonly<Record<string, string>> = {
  required: 'une propriété manque',
  additionalProperties: 'cette propriété n’existe pas',
  type: 'la valeur n’est pas du type attendu',
  pattern: 'la valeur n’a pas la forme attendue',
  minLength: 'la valeur est vide',
  maxLength: 'la valeur est trop longue',
  maxItems: 'la liste est trop longue',
  minimum: 'la valeur est trop petite',
}

/** @throws ModelError */
export function parseModel(json: string): DocumentModel {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    throw new ModelError('Le modèle n’est pas du JSON.', { cause })
  }
  const validate = new Ajv({ allErrors: false, allowUnionTypes: true }).compile<DocumentModel>(ModelSchema)
  if (validate(value)) return value
  const [error] = validate.errors ?? []
  const params = error?.params as { missingProperty?: string; additionalProperty?: string } | undefined
  const property = params?.missingProperty ?? params?.additionalProperty
  const where = `${error?.instancePath ?? ''}${property === undefined ? '' : `/${property}`}` || '/'
  throw new ModelError(`Le modèle est incorrect en ${where} : ${REASONS[error?.keyword ?? ''] ?? 'valeur non admise'}.`)
}
