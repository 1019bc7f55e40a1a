import { type Static, Type } from '@sinclair/typebox'
import { type DataOf, defineEvent } from '../define-event'
import { closed, CodeSchema, Establishment, Id, Instant, oneOf } from './schemas'

/**
 * What leaves the building goes through an order: `pending → sent → acknowledged → accepted | refused`.
 * `not-sent`: a rule forbids it, and the reason says which. `cancelled`: a person gave it up.
 */
export const OrderState = oneOf('pending', 'sent', 'acknowledged', 'accepted', 'refused', 'not-sent', 'cancelled')
export type OrderState = Static<typeof OrderState>

const orderChanged = closed({
  orderId: Id,
  establishment: Establishment,
  version: Type.Integer({ minimum: 1 }),
  channel: oneOf('DMP', 'MSS_PRO', 'MSS_PATIENT'),
  patientId: Id,
  documentId: Id,
  documentOid: Type.String(),
  documentType: CodeSchema,
  documentTitle: Type.String(),
  /** MSSanté address, for the mail channels */
  recipient: Type.Optional(Type.String()),
  state: OrderState,
  /** number of times the order was put on the wire */
  attempts: Type.Integer({ minimum: 0 }),
  /** MSH-10 of the message that carries the order, once built */
  controlId: Type.Optional(Type.String()),
  /** why it is refused, not sent or still waiting: stable code and French sentence */
  reason: Type.Optional(closed({ code: Type.String(), message: Type.String() })),
  withIns: Type.Boolean(),
  changedAt: Instant,
})

const orderExample = {
  orderId: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0300',
  establishment: '220000020',
  version: 3,
  channel: 'DMP' as const,
  patientId: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0001',
  documentId: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0200',
  documentOid: '1.2.250.1.999.1.1.220.4.1001',
  documentType: { code: '11490-0', system: '2.16.840.1.113883.6.1', display: 'Lettre de liaison à la sortie' },
  documentTitle: 'Lettre de liaison à la sortie',
  state: 'accepted' as const,
  attempts: 1,
  controlId: 'DMP0000000001',
  withIns: true,
  changedAt: '2026-11-23T22:34:01+01:00',
}

export const DmpOrderChanged = defineEvent({
  type: 'fr.anamnese.dmp.order.changed.v1',
  topic: 'dpi.dmp.order.v1',
  title: 'Ordre d’alimentation du DMP modifié',
  schema: orderChanged,
  example: orderExample,
})

export const MssanteOrderChanged = defineEvent({
  type: 'fr.anamnese.mssante.order.changed.v1',
  topic: 'dpi.mssante.order.v1',
  title: 'Ordre d’envoi par MSSanté modifié',
  schema: orderChanged,
  example: {
    ...orderExample,
    channel: 'MSS_PRO',
    recipient: 'paul.tanguy@medecin.mssante.example',
    controlId: 'MSS0000000001',
  },
})
export type OrderChangedData = DataOf<typeof DmpOrderChanged>

const acknowledgement = closed({
  /** MSH-10 of the message that is answered (ZAM OBX-4) */
  answers: Type.String(),
  kind: oneOf('ACK_RECEPTION_DMP', 'ACK_RECEPTION_MSS', 'ACK_LECTURE_MSS'),
  positive: Type.Boolean(),
  recipient: Type.Optional(Type.String()),
  error: Type.Optional(closed({ code: Type.String(), label: Type.String(), system: Type.String() })),
  /** MSH-10 of the ZAM itself */
  controlId: Type.String(),
  receivedAt: Instant,
})

const acknowledgementExample = {
  answers: 'DMP0000000001',
  kind: 'ACK_RECEPTION_DMP' as const,
  positive: true,
  controlId: 'ZAM0000000001',
  receivedAt: '2026-11-23T22:34:01+01:00',
}

/** A business acknowledgement came in at the door of `dmp`; whose order it answers takes it. Key = the answered MSH-10. */
export const DmpAcknowledgementReceived = defineEvent({
  type: 'fr.anamnese.dmp.acknowledgement.received.v1',
  topic: 'dpi.dmp.acknowledgement.v1',
  title: 'Accusé métier (ZAM) reçu par la porte du DMP',
  schema: acknowledgement,
  example: acknowledgementExample,
})

/** The same, at the door of `mssante`. */
export const MssanteAcknowledgementReceived = defineEvent({
  type: 'fr.anamnese.mssante.acknowledgement.received.v1',
  topic: 'dpi.mssante.acknowledgement.v1',
  title: 'Accusé métier (ZAM) reçu par la porte de la messagerie',
  schema: acknowledgement,
  example: {
    ...acknowledgementExample,
    answers: 'MSS0000000001',
    kind: 'ACK_RECEPTION_MSS',
    recipient: 'paul.tanguy@medecin.mssante.example',
  },
})
export type AcknowledgementReceivedData = DataOf<typeof DmpAcknowledgementReceived>
