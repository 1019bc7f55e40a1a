import type { Ins } from '@anamnese/domain-ins'
import type { Code, ProfessionalRef, StructureRef } from '@anamnese/domain-professional-ids'
import type { IdentityTraits } from '@anamnese/domain-traits'
import type { CdaAddress, CdaId, CdaPersonName, CdaTelecom } from './types'

/** How a person or structure is reached; what is missing is written as unavailable. */
export interface Reachable {
  telecoms?: CdaTelecom[]
  address?: CdaAddress
}

export type N1Professional = ProfessionalRef & Reachable
export type N1Structure = StructureRef & Reachable

export interface N1Patient extends Reachable {
  traits: IdentityTraits
  /** only that of a qualified identity (RNIV); then every strict trait is required */
  ins?: Ins
  /** hospital numbers (IPP) */
  localIds: CdaId[]
}

/** A recipient that is foreseen when the document is made; a change of recipients makes no new version. */
export interface N1Recipient extends Reachable {
  /** PS_IdNat of a professional, else of the structure */
  idNat?: string
  name?: CdaPersonName
  structure?: { idNat?: string; name: string }
}

export interface N1Act {
  /** e.g. CCAM, or the kind of encounter for a letter about a stay */
  code?: Code
  start: string
  end?: string
  performer: N1Professional
  /** J04 */
  practiceSetting: Code
}

export interface N1Encounter {
  /** number of the stay */
  id?: CdaId
  /** J142 */
  type?: Code
  start?: string
  end?: string
  /** PMSI discharge mode: only its label and code, the system is fixed */
  dischargeDisposition?: { code: string; display: string }
  responsible?: N1Professional
  /** who took part in the stay, with their part (J140: DIS discharged the patient, ATND followed them…) */
  participants?: { typeCode: string; professional: N1Professional }[]
  /** the stay goes on: its end is written as unknown instead of being left out */
  openEnded?: boolean
  /** J02 */
  facilityType: Code
  facilityName?: string
}

/** Someone who is concerned by the document without writing it: the general practitioner (`INF`, function `PCP` of J47). */
export interface N1Participant extends N1Recipient {
  /** J144 */
  typeCode: string
  /** J47 */
  function?: Required<Code>
  /** J01 */
  specialty?: Code
}

/**
 * What is needed to write the header of a CDA R2 document (volet Structuration minimale 1.16). Instants are ISO 8601 with an offset; they are
 * written in the local time of {@link timeZone}.
 */
export interface CdaDocumentHeader {
  /** OID, a root alone (the DMP refuses an extension) */
  id: string
  /** OID common to all versions */
  setId: string
  /** 1 for the first */
  versionNumber: number
  /** the version that this one replaces */
  replaces?: { id: string; versionNumber?: number }
  /** J07 */
  type: Required<Code>
  title: string
  createdAt: string
  /** N, R or V; N by default */
  confidentiality?: Code
  patient: N1Patient
  authors: { professional: N1Professional; time: string; function?: Required<Code> }[]
  legalAuthenticator: { professional: N1Professional; time: string }
  custodian: N1Structure
  recipients: N1Recipient[]
  /** the main act first */
  acts: N1Act[]
  participants?: N1Participant[]
  encounter: N1Encounter
  /** IANA name, `Europe/Paris` by default */
  timeZone?: string
}

/** A document whose body is a file as it is. */
export interface CdaN1Document extends CdaDocumentHeader {
  body: { mediaType: string; bytes: Uint8Array }
}
