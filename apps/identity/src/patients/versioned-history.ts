import type { IdentityHistoryEntry } from '@anamnese/contracts'
import type { Patient } from './patient'

/** Each entry keeps the version that wrote it, so that a person who read an older one is told what happened since. */
export function stamped(history: Patient['history'], version: number): Patient['history'] {
  return history.map((entry) => (entry.version === undefined ? { ...entry, version } : entry))
}

/** What happened to the record after the version that a person read. */
export function changesSince(history: Patient['history'], version: number): IdentityHistoryEntry[] {
  return history.filter((entry) => (entry.version ?? Infinity) > version)
}
