import { Type } from '@sinclair/typebox'
import { type DataOf, defineEvent } from '../define-event'
import { closed, Establishment, Id, Instant, NamedProfessionalSchema, oneOf, UnitSchema } from './schemas'

/** The whole current state of a stay, after each change. */
export const StayChanged = defineEvent({
  type: 'fr.anamnese.care.stay.changed.v1',
  topic: 'dpi.care.stay.v1',
  title: 'Séjour ouvert, modifié ou clos',
  schema: closed({
    stayId: Id,
    patientId: Id,
    establishment: Establishment,
    version: Type.Integer({ minimum: 1 }),
    number: Type.String(),
    accountNumber: Type.Optional(Type.String()),
    patientClass: oneOf('E', 'I', 'O', 'R', 'N', 'V'),
    state: oneOf('pre-admitted', 'open', 'closed', 'cancelled'),
    admittedAt: Type.Optional(Instant),
    dischargedAt: Type.Optional(Instant),
    dischargeMode: Type.Optional(Type.String()),
    unit: Type.Optional(UnitSchema),
    room: Type.Optional(Type.String()),
    bed: Type.Optional(Type.String()),
    attendingDoctor: Type.Optional(NamedProfessionalSchema),
    changedAt: Instant,
  }),
  example: {
    stayId: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0100',
    patientId: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0001',
    establishment: '220000020',
    version: 1,
    number: '9000001',
    accountNumber: '24000006',
    patientClass: 'I',
    state: 'open',
    admittedAt: '2026-11-20T08:05:00+01:00',
    unit: { code: '6268', label: 'CARDIO' },
    room: '101',
    bed: 'F',
    changedAt: '2026-11-20T08:05:01+01:00',
  },
})
export type StayChangedData = DataOf<typeof StayChanged>
