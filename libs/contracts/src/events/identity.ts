import { type Static, Type } from '@sinclair/typebox'
import { type DataOf, defineEvent } from '../define-event'
import {
  closed,
  Establishment,
  Id,
  InsSchema,
  Instant,
  LocalIdentifierSchema,
  NamedProfessionalSchema,
  oneOf,
  TraitsSchema,
  UnitSchema,
} from './schemas'

const patientId = '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0001'

/** The whole current state of a patient, after each change. `version` grows by one each time. */
export const PatientChanged = defineEvent({
  type: 'fr.anamnese.identity.patient.changed.v1',
  topic: 'dpi.identity.patient.v1',
  title: 'Identité d’un patient créée ou modifiée',
  schema: closed({
    patientId: Id,
    establishment: Establishment,
    version: Type.Integer({ minimum: 1 }),
    status: oneOf('PROVISOIRE', 'RECUPEREE', 'VALIDEE', 'QUALIFIEE'),
    attributes: Type.Array(oneOf('HOMONYME', 'DOUTEUSE', 'FICTIVE')),
    traits: TraitsSchema,
    ins: Type.Optional(InsSchema),
    ipps: Type.Array(LocalIdentifierSchema),
    address: Type.Optional(
      closed({
        lines: Type.Array(Type.String()),
        city: Type.Optional(Type.String()),
        postalCode: Type.Optional(Type.String()),
        country: Type.Optional(Type.String()),
      }),
    ),
    telecoms: Type.Array(closed({ system: oneOf('tel', 'mailto'), value: Type.String() })),
    generalPractitioner: Type.Optional(NamedProfessionalSchema),
    mergedInto: Type.Optional(Id),
    /** `application|facility` of the system whose messages alone made this version */
    origin: Type.Optional(Type.String()),
    changedAt: Instant,
  }),
  example: {
    patientId,
    establishment: '220000020',
    version: 2,
    status: 'QUALIFIEE',
    attributes: [],
    traits: {
      birthName: 'PAT-TROIS',
      firstBirthGivenName: 'DOMINIQUE',
      birthGivenNames: 'DOMINIQUE MARIE-LOUISE',
      birthDate: '1979-03-28',
      sex: 'F',
      birthPlaceCode: '51215',
    },
    ins: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
    ipps: [{ value: '000003', authority: { namespace: 'GAM', id: '220000012', type: 'M' } }],
    address: { lines: ['28 AV DE BRETEUIL'], city: 'PARIS', postalCode: '75007', country: 'FRA' },
    telecoms: [{ system: 'tel', value: '0600000000' }],
    generalPractitioner: { idNat: '810100000016', family: 'TANGUY', given: 'PAUL' },
    changedAt: '2026-11-23T22:34:00+01:00',
  },
})
export type PatientChangedData = DataOf<typeof PatientChanged>

/** A text of the message; `null` asks for the removal of what is known (`""`). */
const Erasable = Type.Optional(Type.Union([Type.String(), Type.Null()]))
const ErasableInstant = Type.Optional(Type.Union([Instant, Type.Null()]))

/** What surrounds a movement: conditions, origin, destination, people (PV1, PV2, ZFM, ZFV, ACC, ROL, NK1 of PAM-FR 2.11). */
export const MovementDetailsSchema = closed({
  occurredAt: Type.Optional(Instant),
  plannedAt: Type.Optional(Instant),
  /** table 0007 */
  admissionType: Type.Optional(Type.String()),
  /** table 0032 */
  treatmentMode: Type.Optional(Type.String()),
  /** table 0069 */
  discipline: Type.Optional(Type.String()),
  admitSource: Type.Optional(Type.String()),
  roomType: Erasable,
  carePathway: Type.Optional(Type.String()),
  comment: Type.Optional(Type.String()),
  preadmissionAccount: Type.Optional(Type.String()),
  /** only the visit is cancelled (A11), its account will serve again */
  accountKept: Type.Optional(Type.Boolean()),
  priorLocation: Type.Optional(
    closed({
      unit: Type.Optional(Type.String()),
      room: Type.Optional(Type.String()),
      bed: Type.Optional(Type.String()),
    }),
  ),
  expectedAdmissionAt: ErasableInstant,
  expectedDischargeAt: ErasableInstant,
  expectedReturnAt: ErasableInstant,
  /** ZFM: modes and places of entry and exit, in the codes of the PMSI */
  entryMode: Erasable,
  exitMode: Erasable,
  provenance: Erasable,
  destination: Erasable,
  emergencyPassage: Erasable,
  /** table 0430 */
  arrivalTransport: Erasable,
  departureTransport: Erasable,
  /** FINESS */
  originFacility: Erasable,
  dischargedTo: Erasable,
  /** table 0112 */
  dischargeDisposition: Erasable,
  localExitMode: Erasable,
  rimpMode: Erasable,
  accident: Type.Optional(closed({ code: Type.String(), at: Type.Optional(Instant) })),
  referringDoctor: Type.Optional(NamedProfessionalSchema),
  admittingDoctor: Type.Optional(NamedProfessionalSchema),
  roles: Type.Optional(
    Type.Array(closed({ action: Type.String(), role: Type.String(), professional: NamedProfessionalSchema })),
  ),
  contacts: Type.Optional(
    Type.Array(
      closed({
        family: Type.String(),
        given: Type.Optional(Type.String()),
        /** table 0063 */
        relationship: Type.Optional(Type.String()),
        /** table 0131: K is the trusted person */
        role: Type.Optional(Type.String()),
        telecoms: Type.Array(closed({ system: oneOf('tel', 'mailto'), value: Type.String() })),
      }),
    ),
  ),
  /** A44: identifiers of the patient whose account it was */
  formerIpps: Type.Optional(Type.Array(LocalIdentifierSchema)),
})
export type MovementDetails = Static<typeof MovementDetailsSchema>

/** A movement of a patient (PAM-FR ITI-31), as the administrative system said it; `care` makes stays of them. */
export const MovementRecorded = defineEvent({
  type: 'fr.anamnese.identity.movement.recorded.v1',
  topic: 'dpi.identity.movement.v1',
  title: 'Mouvement reçu de la gestion administrative',
  schema: closed({
    patientId: Id,
    establishment: Establishment,
    trigger: Type.String({ pattern: '^[AZ]\\d\\d$' }),
    action: oneOf('INSERT', 'UPDATE', 'CANCEL'),
    originalTrigger: Type.Optional(Type.String()),
    movementId: Type.String(),
    effectiveAt: Instant,
    historic: Type.Boolean(),
    nature: Type.Optional(Type.String()),
    patientClass: oneOf('E', 'I', 'O', 'R', 'N', 'V'),
    stayNumber: Type.String(),
    accountNumber: Type.Optional(Type.String()),
    admittedAt: Type.Optional(Instant),
    dischargedAt: Type.Optional(Instant),
    dischargeMode: Type.Optional(Type.String()),
    location: Type.Optional(
      closed({ unit: Type.String(), room: Type.Optional(Type.String()), bed: Type.Optional(Type.String()) }),
    ),
    medicalUnit: Type.Optional(UnitSchema),
    careUnit: Type.Optional(UnitSchema),
    attendingDoctor: Type.Optional(NamedProfessionalSchema),
    details: Type.Optional(MovementDetailsSchema),
    /** `application|facility` of the system that said it */
    origin: Type.Optional(Type.String()),
    controlId: Type.String(),
  }),
  example: {
    patientId,
    establishment: '220000020',
    trigger: 'A01',
    action: 'INSERT',
    movementId: 'MVT2',
    effectiveAt: '2026-11-20T08:05:00+01:00',
    historic: false,
    nature: 'HMS',
    patientClass: 'I',
    stayNumber: '9000001',
    accountNumber: '24000006',
    admittedAt: '2026-11-20T08:05:00+01:00',
    location: { unit: '6268', room: '101', bed: 'F' },
    medicalUnit: { code: '6268', label: 'CARDIO' },
    careUnit: { code: '6268', label: 'CARDIO' },
    details: { admissionType: 'R', treatmentMode: '03', entryMode: '8', arrivalTransport: '5' },
    origin: 'GAM|220000012',
    controlId: 'M0008',
  },
})
export type MovementRecordedData = DataOf<typeof MovementRecorded>

/** The choices of the patient on the DMP as a ZFA segment carries them (PAM-FR 2.11 §6.14). */
export const ConsentReceived = defineEvent({
  type: 'fr.anamnese.identity.consent.received.v1',
  topic: 'dpi.identity.consent.v1',
  title: 'Choix du patient reçus de la gestion administrative (ZFA)',
  schema: closed({
    patientId: Id,
    establishment: Establishment,
    dmpStatus: Type.Optional(oneOf('ACTIF', 'FERME', 'INEXISTANT')),
    feeding: Type.Optional(closed({ value: oneOf('NA', 'IO', 'INO'), at: Type.Optional(Instant) })),
    consultation: Type.Optional(closed({ value: oneOf('NA', 'INC', 'IC'), at: Type.Optional(Instant) })),
    /** `application|facility` of the system that said it */
    origin: Type.Optional(Type.String()),
    controlId: Type.String(),
  }),
  example: {
    patientId,
    establishment: '220000020',
    dmpStatus: 'ACTIF',
    feeding: { value: 'INO', at: '2026-11-20T08:12:00+01:00' },
    consultation: { value: 'IC', at: '2026-11-20T08:12:00+01:00' },
    controlId: 'M0008',
  },
})
export type ConsentReceivedData = DataOf<typeof ConsentReceived>
