import type { Hl7Value } from '@anamnese/interop-hl7v2'
import type { CdaOperation } from './codes'
import type { CdaFlags, HlOrganization, HlParticipant, HlPerson } from './types'

/** Who exchanges: MSH-3 to MSH-6. */
export interface ExchangeParties {
  sendingApplication: Hl7Value
  sendingFacility: Hl7Value
  receivingApplication: Hl7Value
  receivingFacility: Hl7Value
}

/** The stay of the document, for PV1 and PID-18. */
export interface VisitInput {
  /** table 0004: I, O, E, R, N… */
  patientClass: string
  /** unit, PV1-3.1 */
  unit?: string
  /** number of the stay and its assigning authority (CX-4); compulsory for classes E, I, O and R */
  number?: string
  numberAuthority?: { namespace: string; universalId: string; universalIdType: string }
  /** administrative file, PID-18; same authority */
  accountNumber?: string
  admittedAt?: Date
  dischargedAt?: Date
}

export interface CdaMessageInput extends ExchangeParties {
  operation: CdaOperation
  controlId: string
  at: Date
  processingId: 'P' | 'T' | 'D'
  /** the document; everything that the message repeats of it (patient, type, identifiers) is read from it */
  cda: Buffer
  visit: VisitInput
  /** PRT SB: the professional or the device, and the structure; compulsory when the DMP is a destination */
  sender?: { person?: HlPerson; organization: HlOrganization; device?: string; address?: string }
  /** PRT RCT, with their MSSanté address */
  recipients?: readonly Omit<HlParticipant, 'participation'>[]
  replyTo?: string
  flags: CdaFlags
  patientMayNotReply?: boolean
  mailBodies?: { professional?: string; patient?: string }
  /** name of the assigning authority (CX-4.1) by OID, for the local identifiers of PID-3 */
  authorityNames?: Readonly<Record<string, string>>
  zone?: string
}
