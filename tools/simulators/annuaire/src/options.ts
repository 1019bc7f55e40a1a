export type MailboxType = 'PER' | 'ORG' | 'APP' | 'CAB'

export interface DirectoryMailbox {
  address: string
  type: MailboxType
  /** the holder does not want the address to be shown in searches */
  redList?: boolean
  service?: string
}

export interface DirectoryPractitioner {
  rpps: string
  family: string
  given: string
  prefix?: string
  /** profession, TRE_G15, e.g. `10` */
  profession: string
  /** know-how, TRE_R38, e.g. `SM54` */
  specialty?: string
  mailboxes: readonly DirectoryMailbox[]
  /** FINESS of the structures where the professional works */
  structures: readonly string[]
}

export interface DirectoryOrganization {
  finess: string
  name: string
  postalCode: string
  city: string
  mailboxes: readonly DirectoryMailbox[]
}

export interface DirectoryData {
  practitioners: readonly DirectoryPractitioner[]
  organizations: readonly DirectoryOrganization[]
}

/** What the next requests get instead of an answer. */
export interface DirectoryFailure {
  kind: '429' | '500' | 'timeout'
  times: number
}

export interface AnnuaireOptions {
  apiKey: string
  host?: string
  port?: number
  adminPort?: number
  /** default: the demonstration directory */
  data?: DirectoryData
  /** requests per second and key before 429; default 17, as published */
  requestsPerSecond?: number
}

export interface AnnuaireSimulator {
  /** FHIR base, ends with `/fhir/v2` */
  url: string
  adminUrl: string
  arm(failure: DirectoryFailure | null): void
  close(): Promise<void>
}
