import { Type } from '@sinclair/typebox'
import { type DataOf, defineEvent } from '../define-event'
import { closed, Establishment, Instant, oneOf } from './schemas'

/** Who did what to whom. Written by every service through its outbox, kept by `audit` (INS/va1.39, INS/va1.46, SSI/IAM.91). */
export const TrailRecorded = defineEvent({
  type: 'fr.anamnese.audit.trail.recorded.v1',
  topic: 'dpi.audit.trail.v1',
  title: 'Trace d’un accès ou d’un acte',
  schema: closed({
    establishment: Establishment,
    at: Instant,
    service: Type.String(),
    /** `<object>.<verb>`, e.g. `record.open`, `ins.read`, `document.validate`, `session.open`, `document.exchange` */
    action: Type.String({ pattern: '^[a-z-]+(\\.[a-z-]+)+$' }),
    outcome: oneOf('success', 'refused', 'failure'),
    actor: closed({
      kind: oneOf('person', 'client', 'system'),
      id: Type.String(),
      name: Type.String(),
      idNat: Type.Optional(Type.String()),
    }),
    purpose: Type.Optional(oneOf('care', 'break-glass', 'identity', 'administration', 'automatic')),
    reason: Type.Optional(Type.String()),
    patientId: Type.Optional(Type.String()),
    object: Type.Optional(closed({ kind: Type.String(), id: Type.String() })),
    /** the partner that data was exchanged with (INS/va1.46) */
    partner: Type.Optional(Type.String()),
    /** the INS was shown or transmitted */
    ins: Type.Boolean(),
    detail: Type.Optional(Type.String()),
    correlationId: Type.Optional(Type.String()),
  }),
  example: {
    establishment: '220000020',
    at: '2026-11-23T22:34:00+01:00',
    service: 'documents',
    action: 'document.validate',
    outcome: 'success',
    actor: { kind: 'person', id: 'a1', name: 'Dr Maëlle KERVADEC', idNat: '810100000008' },
    purpose: 'care',
    patientId: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0001',
    object: { kind: 'document', id: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0200' },
    ins: true,
  },
})
export type TrailRecordedData = DataOf<typeof TrailRecorded>
