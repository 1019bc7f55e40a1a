import type { PatientSummary } from '@anamnese/contracts'

/** How a record is told from the other one: by its IPP. */
export function recordTitle({ ipps, id }: PatientSummary): string {
  return `IPP ${ipps[0]?.value ?? id}`
}
