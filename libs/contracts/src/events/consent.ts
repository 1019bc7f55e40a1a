import { Type } from '@sinclair/typebox'
import { type DataOf, defineEvent } from '../define-event'
import { closed, Establishment, Id, Instant, oneOf } from './schemas'

/** The current choices of a patient, whoever recorded them (DMP/CONF.09, DMP/UX.06). */
export const ChoicesChanged = defineEvent({
  type: 'fr.anamnese.consent.choices.changed.v1',
  topic: 'dpi.consent.choices.v1',
  title: 'Information et choix du patient modifiés',
  schema: closed({
    patientId: Id,
    establishment: Establishment,
    version: Type.Integer({ minimum: 1 }),
    dmpStatus: Type.Optional(oneOf('ACTIF', 'FERME', 'INEXISTANT')),
    feeding: oneOf('not-collected', 'not-opposed', 'opposed'),
    feedingAt: Type.Optional(Instant),
    consultation: oneOf('not-collected', 'accepted', 'refused'),
    consultationAt: Type.Optional(Instant),
    recordedBy: Type.String(),
    changedAt: Instant,
  }),
  example: {
    patientId: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0001',
    establishment: '220000020',
    version: 1,
    dmpStatus: 'ACTIF',
    feeding: 'not-opposed',
    feedingAt: '2026-11-20T08:12:00+01:00',
    consultation: 'accepted',
    consultationAt: '2026-11-20T08:12:00+01:00',
    recordedBy: 'Gestion administrative (ZFA)',
    changedAt: '2026-11-20T08:12:01+01:00',
  },
})
export type ChoicesChangedData = DataOf<typeof ChoicesChanged>
