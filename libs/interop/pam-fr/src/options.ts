import type { SeverityChoice } from './severity-policy'

/** Choices that the profile leaves to the site, or that its texts leave open: kept here and nowhere else. */
export interface PamOptions {
  /** MSH-11 accepted; others are rejected with AR 202 */
  processingIds: readonly ('P' | 'D' | 'T')[]
  /** OIDs of the INS accepted here: a production instance knows production identities only */
  insOids: readonly string[]
  /** an INS whose key is wrong: `refuse` the message (AE), or integrate it without its INS and warn */
  wrongInsKey: 'refuse' | 'ignore'
  /**
   * an INS beside a birth date declared as corrected (ZFD-4 = Y): PAM-FR 2.11 §6.6.4 forbids to carry it, newer national rules do
   * not. `ignore` integrates without the INS
   */
  insWithCorrectedBirthDate: 'ignore' | 'keep'
  /** events that the profile does not have: `reject` (AR 201), or `ignore` (AA, nothing done) */
  unknownEvents: 'reject' | 'ignore'
  /** severities that the site chooses, beside those of the profile */
  severities: readonly SeverityChoice[]
  /** wall clock of times sent without offset */
  zone: string
}

export const DEFAULT_PAM_OPTIONS: PamOptions = {
  processingIds: ['P', 'D', 'T'],
  insOids: ['1.2.250.1.213.1.4.8', '1.2.250.1.213.1.4.9', '1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.11'],
  wrongInsKey: 'refuse',
  insWithCorrectedBirthDate: 'ignore',
  unknownEvents: 'reject',
  severities: [],
  zone: 'Europe/Paris',
}
