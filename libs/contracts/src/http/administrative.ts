/** What the administrative system sent beside the identity (PAM-FR NK1, PD1, ZFP, ZFS, IN1, OBX), as last received. */
export interface AdministrativeView {
  /** people around the patient; the trusted person is that of a stay */
  contacts?: AdministrativeContact[]
  /** table 0002 */
  maritalStatus?: string
  /** table 0220 */
  livingArrangement?: string
  /** under legal protection */
  protected?: boolean
  /** ZFP: activity (1 to 8), category (11 to 86) */
  activity?: string
  category?: string
  coverages?: AdministrativeCoverage[]
  psychiatry?: PsychiatricMode[]
  measures?: { code: string; label?: string; value: string; unit?: string; at?: string }[]
  /** accepts text messages (ZFD-3) */
  smsConsent?: boolean
  gestationWeeks?: string
  /** segments that the profile does not have, by name, as received */
  extras?: Record<string, string[]>
}

export interface AdministrativeContact {
  family: string
  given?: string
  /** table 0063 */
  relationship?: string
  /** table 0131 */
  role?: string
  telecoms: { system: 'tel' | 'mailto'; value: string }[]
}

export interface AdministrativeCoverage {
  kind: string
  payerId?: string
  payerName?: string
  from?: string
  until?: string
  relation?: string
  nature?: string
  managementCode?: string
}

export interface PsychiatricMode {
  id: string
  mode: string
  startsAt: string
  endsAt?: string
}
