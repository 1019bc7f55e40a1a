import type { Ins } from '@anamnese/domain-ins'
import type { Code } from '@anamnese/domain-professional-ids'
import type { Sex } from '@anamnese/domain-traits'

/** An HL7 v3 instance identifier. The DMP accepts documents that are identified by a root alone. */
export interface CdaId {
  root: string
  extension?: string
}

/** A coded value, with the codes that say the same elsewhere. */
export interface CdaCode extends Code {
  translations?: Code[]
}

/** A person's name. `prefix` is the civility (J245: M, MME), `suffix` the title (J246: DR, PR…). */
export interface CdaPersonName {
  family: string
  given?: string
  prefix?: string
  suffix?: string
}

/** `value` is a URL: `tel:`, `mailto:`, `fax:`… `use` is of HL7 (H, HP, WP, MC…). */
export interface CdaTelecom {
  value: string
  use?: string
}

/** A postal address, in lines or in parts. */
export interface CdaAddress {
  use?: string
  lines?: string[]
  houseNumber?: string
  streetName?: string
  postalCode?: string
  city?: string
  country?: string
  /** other parts (unitID, additionalLocator, county…) by element name */
  others?: Record<string, string>
}

export interface CdaOrganization {
  ids: CdaId[]
  name?: string
  telecoms: CdaTelecom[]
  address?: CdaAddress
  /** practice setting, J04 */
  practiceSetting?: Code
}

export interface CdaDevice {
  manufacturerModelName?: string
  softwareName?: string
}

/** Who acts in the header: a person, a device, or an organisation alone. */
export interface CdaActor {
  ids: CdaId[]
  /** profession and know-how, J01 */
  code?: Code
  person?: CdaPersonName
  device?: CdaDevice
  organization?: CdaOrganization
  telecoms: CdaTelecom[]
  address?: CdaAddress
}

export interface CdaAuthor extends CdaActor {
  time?: string
  functionCode?: Code
}

export interface CdaAuthenticator extends CdaActor {
  time?: string
}

export interface CdaParticipant extends CdaActor {
  typeCode: string
  functionCode?: Code
  timeLow?: string
  timeHigh?: string
}

/** The patient as the document has him. Names as written. */
export interface CdaPatient {
  /** every identifier, in document order */
  ids: CdaId[]
  /** the identifier whose root is one of an INS, when there is one */
  ins?: Ins
  /** the identifiers that are not the INS */
  localIds: CdaId[]
  birthName?: string
  usedName?: string
  firstBirthGivenName?: string
  /** the birth given names, separated by spaces */
  birthGivenNames?: string
  usedGivenName?: string
  sex?: Sex
  /** civil date when the day is known (`YYYY-MM-DD`), else as precise as it is (`YYYY-MM`, `YYYY`) */
  birthDate?: string
  /** INSEE code of the place of birth */
  birthPlaceCode?: string
  birthPlaceName?: string
  deceasedTime?: string
  telecoms: CdaTelecom[]
  address?: CdaAddress
}

/** An act that the document reports. Times as HL7 writes them. */
export interface CdaServiceEvent {
  ids: CdaId[]
  code?: CdaCode
  low?: string
  high?: string
  performers: CdaActor[]
}

export interface CdaEncounter {
  ids: CdaId[]
  /** kind of encounter, J142 */
  code?: Code
  low?: string
  high?: string
  dischargeDisposition?: Code
  responsible?: CdaActor
  participants: (CdaActor & { typeCode?: string })[]
  facility?: { ids: CdaId[]; code?: CdaCode; name?: string; address?: CdaAddress }
}

export interface CdaRelatedDocument {
  /** RPLC replaces, XFRM transforms, APND completes */
  typeCode: string
  id?: CdaId
  setId?: CdaId
  versionNumber?: number
}

/** N1 carries a file as it is; N3 is structured. */
export type CdaBody = { level: 'N1'; mediaType: string; bytes: Buffer } | { level: 'N3' } | { level: 'none' }

/** The header of a CDA R2 document and the kind of its body. Times are HL7 TS as written (`20260715101500+0200`). */
export interface CdaHeader {
  templateIds: CdaId[]
  id: CdaId
  setId?: CdaId
  versionNumber?: number
  code: CdaCode
  title?: string
  effectiveTime: string
  confidentiality?: Code
  language?: string
  patient: CdaPatient
  authors: CdaAuthor[]
  dataEnterer?: CdaAuthenticator
  custodian?: CdaOrganization
  informationRecipients: CdaActor[]
  legalAuthenticator?: CdaAuthenticator
  authenticators: CdaAuthenticator[]
  participants: CdaParticipant[]
  /** orders that the document fulfils: their identifiers, and the accession number of imaging */
  orders: { ids: CdaId[]; accessionNumbers: CdaId[] }[]
  documentationOf: CdaServiceEvent[]
  relatedDocuments: CdaRelatedDocument[]
  authorizations: { code?: Code; status?: string }[]
  encounter?: CdaEncounter
  body: CdaBody
  /** plain document, document inside its own stylesheet, or document inside its XML signature */
  packaging: 'plain' | 'self-presenting' | 'signed'
}
