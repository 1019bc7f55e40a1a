/** GET /api/indicators/sendings?from=&to=&period=month|year|previous-year&finess=&channel=&type=&result=&ins=qualified|all (TBB/va1.01); `.csv` for the extraction. */
export interface SendingIndicators {
  from: string
  to: string
  rows: SendingRow[]
  /** attempts per day, for the chart */
  days: { day: string; success: number; failure: number }[]
  totals: { attempts: number; success: number; failure: number; waiting: number }
  /** what a rule kept from leaving, which is no attempt: the French sentence that says why, most frequent first */
  notSent: { channel: SendingRow['channel']; reason: string; count: number }[]
}
export interface SendingRow {
  finess: string
  channel: 'DMP' | 'MSS_PRO' | 'MSS_PATIENT'
  type: { code: string; display?: string }
  success: number
  failure: number
}
