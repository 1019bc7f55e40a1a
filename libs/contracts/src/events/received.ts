import { type Static, Type } from '@sinclair/typebox'
import { type DataOf, defineEvent } from '../define-event'
import { BlobRefSchema, closed, CodeSchema, Establishment, Id, Instant, oneOf } from './schemas'

/** What a partner asks for with a document: to keep it, to replace an earlier one, to withdraw one. */
export const ArrivalAction = oneOf('initial', 'replace', 'delete')
export type ArrivalAction = Static<typeof ArrivalAction>

/**
 * Bytes came from outside and are in the blob store; `documents` takes them through its receiving door (antivirus, type, limits, patient,
 * versions). The service that received them decided nothing of all this.
 */
const arrived = closed({
  /** given by the service that received the bytes: the same arrival told twice is taken once */
  arrivalId: Id,
  establishment: Establishment,
  action: ArrivalAction,
  /** absent for a withdrawal that carries no document */
  content: Type.Optional(BlobRefSchema),
  fileName: Type.Optional(Type.String({ maxLength: 255 })),
  /** OID of the document that is replaced or withdrawn, when the partner names it beside the document */
  targetOid: Type.Optional(Type.String({ maxLength: 200 })),
  /** the record that a person chose; absent when the document has to find its patient */
  patientId: Type.Optional(Id),
  /** stylesheet that the producer joined as a file of its own */
  stylesheet: Type.Optional(BlobRefSchema),
  /** who sent it, as people read it: a mailbox, « DMP » */
  sender: Type.Optional(Type.String({ maxLength: 320 })),
  /** subject of the message that brought it */
  subject: Type.Optional(Type.String({ maxLength: 998 })),
  receivedAt: Instant,
})

const arrivedExample = {
  arrivalId: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0700',
  establishment: '220000020',
  action: 'initial' as const,
  content: {
    id: '6745c0de0000000000000003',
    sha256: 'c'.repeat(64),
    size: 90000,
    mediaType: 'text/xml',
    wrappedKey: 'AAAA',
  },
  sender: 'paul.tanguy@medecin.mssante.example',
  receivedAt: '2026-11-23T22:34:00+01:00',
}

export const MssanteDocumentArrived = defineEvent({
  type: 'fr.anamnese.mssante.document.arrived.v1',
  topic: 'dpi.mssante.document.v1',
  title: 'Document arrivé par MSSanté',
  schema: arrived,
  example: arrivedExample,
})

export const DmpDocumentArrived = defineEvent({
  type: 'fr.anamnese.dmp.document.arrived.v1',
  topic: 'dpi.dmp.document.v1',
  title: 'Document pris dans le DMP',
  schema: arrived,
  example: { ...arrivedExample, patientId: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0001', sender: 'DMP' },
})
export type DocumentArrivedData = DataOf<typeof MssanteDocumentArrived>

/** Where an arrival is: see the states of `ArrivalView`. */
export const ArrivalState = oneOf(
  'received',
  'opened',
  'integrated',
  'duplicate',
  'withdrawn',
  'to-attach',
  'conflict',
  'refused',
  'infected',
  'failed',
  'dismissed',
)
export type ArrivalState = Static<typeof ArrivalState>

/** What became of an arrival: told each time that its state changes, to the service that received it and to screens. */
export const DocumentReceived = defineEvent({
  type: 'fr.anamnese.documents.document.received.v1',
  topic: 'dpi.documents.document.v1',
  title: 'Sort d’un document arrivé',
  schema: closed({
    arrivalId: Id,
    establishment: Establishment,
    version: Type.Integer({ minimum: 1 }),
    origin: oneOf('file', 'dmp', 'mssante'),
    state: ArrivalState,
    /** why it is not in a record: stable code and French sentence */
    reason: Type.Optional(closed({ code: Type.String(), message: Type.String() })),
    patientId: Type.Optional(Id),
    documentId: Type.Optional(Id),
    oid: Type.Optional(Type.String()),
    setId: Type.Optional(Type.String()),
    versionNumber: Type.Optional(Type.Integer({ minimum: 1 })),
    type: Type.Optional(CodeSchema),
    changedAt: Instant,
  }),
  example: {
    arrivalId: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0700',
    establishment: '220000020',
    version: 2,
    origin: 'mssante',
    state: 'integrated',
    patientId: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0001',
    documentId: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0201',
    oid: '1.2.250.1.999.2.2.4.1001',
    setId: '1.2.250.1.999.2.2.4.1000',
    versionNumber: 1,
    type: { code: '11502-2', system: '2.16.840.1.113883.6.1', display: 'CR d’examens biologiques' },
    changedAt: '2026-11-23T22:34:02+01:00',
  },
})
export type DocumentReceivedData = DataOf<typeof DocumentReceived>
