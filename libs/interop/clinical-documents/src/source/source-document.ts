import type { Ins } from '@anamnese/domain-ins'
import type { Code, ProfessionalRef, StructureRef } from '@anamnese/domain-professional-ids'
import type { IdentityTraits } from '@anamnese/domain-traits'
import type { CdaAddress, CdaId, CdaTelecom } from '@anamnese/interop-cda'
import type { DocumentType } from '../types/document-type'

/** A medicine; days are civil dates. */
export interface SourceTreatment {
  name: string
  posology?: string
  start?: string
  end?: string
  /** CIS and ATC codes, when it was chosen from a list */
  cis?: string
  atc?: string
}

export interface SourceAllergy {
  agent: string
  /** code of JDV_TypeEvenementIndesirablePrevisible and of JDV_SeveriteObservation */
  type?: string
  severity?: string
  since?: string
}

export interface SourcePlan {
  kind: 'examination' | 'appointment'
  text: string
  on?: string
}

export interface SourceAnswer {
  answer?: boolean
  detail?: string
}

/** What was entered as data beside the texts of a discharge letter. */
export interface SourceData {
  /** codes of JDV_ModaliteEntree and JDV_ModaliteSortie */
  entryMode?: string
  exitMode?: string
  adverseEvents?: string
  resistantGerms?: SourceAnswer
  transfusion?: SourceAnswer
  bloodDerivatives?: SourceAnswer
  treatments?: SourceTreatment[]
  noTreatment?: boolean
  stoppedTreatments?: SourceTreatment[]
  allergies?: SourceAllergy[]
  noKnownAllergy?: boolean
  plans?: SourcePlan[]
}

export interface SourceRecipient {
  idNat?: string
  family: string
  given?: string
  prefix?: string
  specialty?: Code
  mailbox?: string
}

/**
 * A document before it has a form: the one source of its page, of its CDA of level 1 and of level 3. Instants are ISO 8601 with an offset.
 */
export interface SourceDocument {
  type: DocumentType
  title: string
  /** OIDs of this version and of all; `replaces` is the version before */
  version: { oid: string; setId: string; number: number; replaces?: { oid: string; number: number } }
  patient: {
    traits: IdentityTraits
    /** of a qualified identity only */
    ins?: Ins
    /** number in the hospital, with its OID */
    ipp: CdaId
    /** false when the number is not one that people know */
    ippShown: boolean
    telecoms: CdaTelecom[]
    address?: CdaAddress
  }
  stay: {
    number: string
    /** J142 */
    kind: Required<Code>
    start: string
    end?: string
    discharge?: { code: string; display: string }
    unit?: string
    /** professional in charge, when known as one */
    responsible?: ProfessionalRef
  }
  author: { professional: ProfessionalRef; at: string }
  /** absent: a draft, that only has a page */
  validation?: { professional: ProfessionalRef; at: string }
  recipients: readonly SourceRecipient[]
  /** that of the type when absent */
  confidentiality?: DocumentType['confidentiality']
  generalPractitioner?: SourceRecipient
  hospital: {
    structure: StructureRef
    /** lines under its name on the page */
    lines: readonly string[]
    /** what it is called by on the page: `FINESS 220000020` */
    idText: string
    /** root of the OIDs that it gives */
    oidRoot: string
    /** J02 and J04 */
    facilityType: Required<Code>
    practiceSetting: Required<Code>
    notice?: string
  }
  sections: Readonly<Record<string, string>>
  data?: SourceData
  timeZone: string
}

/** `Dr Paul TANGUY`, as people write it. */
export function personName({ prefix, given, family }: Pick<SourceRecipient, 'prefix' | 'given' | 'family'>): string {
  const title = prefix?.toUpperCase().replace('.', '')
  const written = title === 'DR' ? 'Dr' : title === 'PR' ? 'Pr' : prefix
  return [written, given, family].filter((part) => part !== undefined && part !== '').join(' ')
}
