import type { CdaOperation, FlagName, Participation, Volet } from './codes'

/** What the sender asks for. */
export type CdaFlags = Record<FlagName, boolean>

/** Every flag off. */
export const NO_FLAGS: CdaFlags = {
  masquePs: false,
  invisiblePatient: false,
  invisibleRepLegaux: false,
  connexionSecrete: false,
  modifConfCode: false,
  destDmp: false,
  destMssPs: false,
  destMssPatient: false,
  ackReception: false,
  ackLecture: false,
}

/** A person of a PRT segment (XCN). */
export interface HlPerson {
  id?: string
  family?: string
  given?: string
  /** universal id of the authority of `id` */
  authority?: string
  /** XCN-13: RPPS, IDNPS, INS… */
  idType?: string
}

/** An organisation of a PRT segment (XON). */
export interface HlOrganization {
  name?: string
  /** XON-6: universal id, or the FINESS itself for a unit */
  authority?: string
  /** XON-7: FINEG, FINEJ, IDNST, UF, SVR… */
  idType?: string
  number?: string
}

/** Who takes part: sender (SB), recipient (RCT), address for answers (REPLY). */
export interface HlParticipant {
  participation: Participation
  person?: HlPerson
  organization?: HlOrganization
  device?: string
  /** MSSanté address, PRT-15.4 */
  address?: string
}

/** An identifier of PID-3. */
export interface HlPatientId {
  value: string
  /** CX-4: namespace, universal id and its type */
  namespace?: string
  authority?: string
  /** CX-5: INS, PI… */
  type?: string
}

/** TXA-12, TXA-13: `root` alone, or `extension` of a root. */
export interface HlDocumentId {
  root: string
  extension?: string
}

export interface HlDocument {
  code: string
  label?: string
  /** LN or TRE_A05 */
  system?: string
  /** the CDA, decoded */
  bytes: Buffer
  /** OBX-11 */
  status?: string
  id?: HlDocumentId
  parentId?: HlDocumentId
}

/** A message of either volet, read. */
export interface CdaMessage {
  volet: Volet
  kind: 'MDM' | 'ORU'
  controlId: string
  operation: CdaOperation
  processingId?: string
  patient: { ids: HlPatientId[]; familyName?: string; givenName?: string; insValidated: boolean }
  visit: { patientClass?: string; number?: string; admittedAt?: string; dischargedAt?: string }
  /** one, except in an ORU outside of the Ségur */
  documents: HlDocument[]
  participants: HlParticipant[]
  flags: CdaFlags
  /** NTE-4 `FIN` under DESTMSSANTEPAT: the patient may not answer */
  patientMayNotReply: boolean
  mailBodies: { professional?: string; patient?: string }
  /** volet 1.1: the mail that brought the document */
  mail?: { messageId: string; subject: string; body: string }
}
