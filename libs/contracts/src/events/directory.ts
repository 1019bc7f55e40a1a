import { Type } from '@sinclair/typebox'
import { type DataOf, defineEvent } from '../define-event'
import { closed, CodeSchema, Establishment, Instant, oneOf } from './schemas'

/** A professional outside the hospital with their MSSanté mailboxes, as the Annuaire Santé knows them. Key = idNat. */
export const CorrespondentChanged = defineEvent({
  type: 'fr.anamnese.directory.correspondent.changed.v1',
  topic: 'dpi.directory.correspondent.v1',
  title: 'Correspondant connu ou modifié',
  schema: closed({
    idNat: Type.String(),
    establishment: Establishment,
    version: Type.Integer({ minimum: 1 }),
    family: Type.String(),
    given: Type.String(),
    specialty: Type.Optional(CodeSchema),
    mailboxes: Type.Array(closed({ address: Type.String(), type: oneOf('PER', 'ORG', 'APP', 'CAB') })),
    changedAt: Instant,
  }),
  example: {
    idNat: '810100000016',
    establishment: '220000020',
    version: 1,
    family: 'TANGUY',
    given: 'PAUL',
    specialty: { code: 'G15_10/SM54', system: '1.2.250.1.213.1.1.4.5', display: 'Médecine générale' },
    mailboxes: [{ address: 'paul.tanguy@medecin.mssante.example', type: 'PER' }],
    changedAt: '2026-11-20T08:12:01+01:00',
  },
})
export type CorrespondentChangedData = DataOf<typeof CorrespondentChanged>
