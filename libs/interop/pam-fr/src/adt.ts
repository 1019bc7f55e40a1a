import type { IdentityAttribute, IdentityStatus, Ins } from '@anamnese/domain-ins'
import type { Sex } from '@anamnese/domain-traits'

/** What an update says of a value: absent, leave it; `null`, delete it (`""`); a value, replace it. */
export type Patch<T> = T | null

/** Who gave an identifier (HD). */
export interface Authority {
  namespace?: string
  universalId?: string
  /** ISO, M (FINESS EJ), N (FINESS EG), L… */
  universalIdType?: string
}

export interface PatientIdentifier {
  value: string
  authority: Authority
  /** PI (IPP), RRI, NH, NDP… */
  type: string
}

/** Instants are ISO 8601 at UTC; civil dates `YYYY-MM-DD`. */
export interface Adt {
  /** event of release 2.11, e.g. `A01` */
  event: string
  controlId: string
  sendingApplication: string
  sendingFacility: string
  processingId: string
  sentAt: string
  /** EVN-2 */
  recordedAt: string
  /** EVN-3: planned, when it has not happened yet */
  plannedAt?: string
  /** EVN-6, else what dates the fact best */
  occurredAt: string
  operator?: string
  patient: AdtPatient
  /** A40, A44, A47: what is eliminated, moved or replaced, one for each patient */
  merges: AdtMerge[]
  stay?: AdtStay
  movement?: AdtMovement
  consent?: AdtConsent
  /** segments that the profile does not have (`Z..`), as received and still escaped, MSH-2 included in none */
  extras?: string[]
}

export interface AdtPatient {
  /** IPPs, in the order of the message; at least one in a valid message */
  ipps: PatientIdentifier[]
  otherIdentifiers: PatientIdentifier[]
  /** kept only when the identity was sent as validated */
  ins?: Ins
  /** the sender asks for the removal of every INS of the patient */
  insDeleted: boolean
  status: IdentityStatus
  attributes: IdentityAttribute[]
  /** PID-32 as received */
  reliabilityCodes: string[]
  traits: AdtTraits
  birthPlaceName?: Patch<string>
  addresses?: Patch<AdtAddress[]>
  telecoms?: Patch<AdtTelecom[]>
  deathAt?: Patch<string>
  deceased?: Patch<boolean>
  unknownIdentity?: Patch<boolean>
  lastUpdatedAt?: string
  generalPractitioner?: Patch<AdtProfessional>
  contacts?: AdtContact[]
  capture?: AdtCapture
  /** PID-6 */
  motherName?: Patch<string>
  /** table 0002 */
  maritalStatus?: Patch<string>
  /** PID-21: IPP and account of the mother, of a newborn */
  motherIdentifiers?: PatientIdentifier[]
  multipleBirth?: Patch<boolean>
  birthRank?: Patch<string>
  /** ISO 3166 alpha-3, PID-26 */
  nationalities?: Patch<string[]>
  /** table 0220, PD1-2 */
  livingArrangement?: Patch<string>
  /** PD1-12: legal protection */
  protected?: Patch<boolean>
  occupation?: AdtOccupation
  /** ZFS */
  psychiatry?: AdtPsychiatricMode[]
  /** IN1, IN2 */
  coverages?: AdtCoverage[]
  /** OBX: weight, height */
  measures?: AdtMeasure[]
}

/** ZFP: socio-professional activity (1 to 8) and category (11 to 86). */
export interface AdtOccupation {
  activity?: Patch<string>
  category?: Patch<string>
}

/** A legal mode of psychiatric care (ZFS). */
export interface AdtPsychiatricMode {
  id: string
  startsAt: string
  endsAt?: string
  action: 'INSERT' | 'UPDATE' | 'CANCEL'
  /** SPI, SPL, SDREP… */
  mode: string
  rimp?: string
  comment?: string
}

/** Who pays (IN1). */
export interface AdtCoverage {
  /** IN1-2: AMO, AMC, CMU… */
  kind: string
  payerId?: string
  payerName?: string
  /** civil dates */
  from?: string
  until?: string
  insuredFamily?: string
  insuredGiven?: string
  /** IN1-17: quality of the beneficiary */
  relation?: string
  /** IN1-31 */
  nature?: string
  /** IN1-35 */
  managementCode?: string
  /** NIR of the insured person (IN1-49, type SS): billing, never an INS */
  insuredNir?: string
}

/** A measure (OBX): LOINC code, number, UCUM unit. */
export interface AdtMeasure {
  code: string
  label?: string
  value: string
  unit?: string
  /** R, F, D */
  status?: string
  at?: string
}

/** Traits as received: names are not written anew, those of a qualified identity must not be. */
export interface AdtTraits {
  birthName?: Patch<string>
  firstBirthGivenName?: Patch<string>
  birthGivenNames?: Patch<string>
  birthDate?: Patch<string>
  sex?: Patch<Sex>
  birthPlaceCode?: Patch<string>
  usedName?: Patch<string>
  usedGivenName?: Patch<string>
}

export interface AdtAddress {
  /** H home, O office, BDL birth… */
  type?: string
  street?: string
  complement?: string
  postalCode?: string
  city?: string
  /** ISO 3166 alpha-3 */
  country?: string
}

export interface AdtTelecom {
  kind: 'phone' | 'email'
  value: string
  /** PRN, WPN, NET… */
  use?: string
  /** PH, CP, FX, Internet… */
  equipment?: string
}

export interface AdtProfessional {
  /** PS_IdNat, when the identifier is a national one */
  idNat?: string
  id?: string
  idType?: string
  family: string
  given?: string
  prefix?: string
  address?: AdtAddress
  telecoms?: AdtTelecom[]
}

export interface AdtContact {
  family: string
  given?: string
  /** table 0063: SPO, FTH, MTH… */
  relationship?: string
  /** table 0131: C emergency, K trusted person, R legal representative… */
  role?: string
  telecoms: AdtTelecom[]
  address?: AdtAddress
  /** NK1-33 */
  identifier?: PatientIdentifier
}

/** How the identity was obtained (ZFD). */
export interface AdtCapture {
  mode?: string
  insiAt?: string
  proofCode?: string
  proofEndsOn?: string
  correctedBirthDate?: boolean
  /** day^month^year of the health insurance card when it is not a calendar date, as received */
  lunarBirthDate?: string
  gestationWeeks?: string
  smsConsent?: boolean
}

export interface AdtMerge {
  survivor: PatientIdentifier[]
  eliminated: PatientIdentifier[]
  /** INS replaced or removed (A47) */
  formerIns?: Ins
  /** A44 */
  account?: PatientIdentifier
}

export interface AdtLocation {
  unit?: string
  room?: string
  bed?: string
  occupied?: boolean
}

export interface AdtStay {
  account?: PatientIdentifier
  visit?: PatientIdentifier
  preadmissionAccount?: PatientIdentifier
  /** table 0004: I, O, E, R, V */
  patientClass: string
  location?: AdtLocation
  priorLocation?: AdtLocation
  admissionType?: string
  /** 03 full, 04 day, 06 home, 07 outpatient, 10 emergency… */
  treatmentMode?: string
  attending?: AdtProfessional
  referring?: AdtProfessional
  admitting?: AdtProfessional
  admittedAt?: Patch<string>
  dischargedAt?: Patch<string>
  expectedAdmissionAt?: Patch<string>
  expectedDischargeAt?: Patch<string>
  dischargeDisposition?: Patch<string>
  /** ZFM-1 to 4: modes of entry and exit, origin and destination (PMSI) */
  entryMode?: Patch<string>
  exitMode?: Patch<string>
  origin?: Patch<string>
  destination?: Patch<string>
  /** ZFM-5: passage by the emergency department before the entry */
  emergencyPassage?: Patch<string>
  /** PV1-10 */
  discipline?: string
  /** PV1-14 */
  admitSource?: string
  /** PV1-37: FINESS of the establishment of destination */
  dischargedTo?: Patch<string>
  /** PV2-2 */
  roomType?: Patch<string>
  /** PV2-7 */
  carePathway?: string
  /** PV2-12 */
  comment?: string
  /** PV2-38, table 0430 */
  arrivalTransport?: Patch<string>
  /** PV2-47 */
  expectedReturnAt?: Patch<string>
  /** ZFV-1: FINESS of the establishment of origin */
  originFacility?: Patch<string>
  /** ZFV-2, table 0430 */
  departureTransport?: Patch<string>
  /** ZFV-9 */
  localExitMode?: Patch<string>
  /** ZFV-10 */
  rimpMode?: Patch<string>
  accident?: AdtAccident
  /** ROL after PV1 */
  roles?: AdtRole[]
  /** A11: only the visit is cancelled, the account stays */
  accountKept: boolean
}

/** What brought the patient (ACC). */
export interface AdtAccident {
  /** table 0050 */
  code: string
  at?: string
}

export interface AdtRole {
  /** AD added, UP updated, DE withdrawn, UC unchanged */
  action: string
  /** table 0443 */
  role: string
  professional: AdtProfessional
}

export interface AdtUnit {
  code: string
  label?: string
}

export type MovementNature = 'S' | 'H' | 'M' | 'L' | 'D' | 'C'

export interface AdtMovement {
  /** every ZBE-1 repetition, as `id^authority` */
  ids: string[]
  at: string
  action: 'INSERT' | 'UPDATE' | 'CANCEL'
  historic: boolean
  originalEvent?: string
  medicalUnit?: AdtUnit
  careUnit?: AdtUnit
  natures: MovementNature[]
}

export interface AdtConsent {
  dmpStatus?: Patch<'ACTIF' | 'FERME' | 'INEXISTANT'>
  dmpStatusAt?: string
  /** NA not collected, IO informed and opposed, INO informed and not opposed */
  feeding?: Patch<'NA' | 'IO' | 'INO'>
  feedingAt?: string
  /** NA not collected, INC informed and not consenting, IC informed and consenting */
  consultation?: Patch<'NA' | 'INC' | 'IC'>
  consultationAt?: string
}
