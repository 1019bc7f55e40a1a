import type { Hl7ErrorCode, Hl7Finding, Hl7Severity } from '@anamnese/interop-hl7v2'

export const PROFILE = 'PAM-FR 2.11'

/** A finding of the profile; `clause` as `§6.6.15`. */
export function finding(
  severity: Hl7Severity,
  location: string,
  code: Hl7ErrorCode,
  message: string,
  clause: string,
): Hl7Finding {
  return { severity, location, code, message, rule: `${PROFILE} ${clause}` }
}
