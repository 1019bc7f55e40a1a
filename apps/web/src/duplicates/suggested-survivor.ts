import type { IdentityStatus } from '@anamnese/domain-ins'
import type { PatientDetail } from '@anamnese/contracts'

const BEST_FIRST: readonly IdentityStatus[] = ['QUALIFIEE', 'VALIDEE', 'RECUPEREE', 'PROVISOIRE']

/** The record whose identity is best established is suggested to stay; of two alike, the one with more behind it. */
export function suggestedSurvivor([one, other]: DuplicateDetailPatients): string {
  const [a, b] = [BEST_FIRST.indexOf(one.status), BEST_FIRST.indexOf(other.status)]
  if (a !== b) return a < b ? one.id : other.id
  return one.history.length >= other.history.length ? one.id : other.id
}

type DuplicateDetailPatients = readonly [
  Pick<PatientDetail, 'id' | 'status' | 'history'>,
  Pick<PatientDetail, 'id' | 'status' | 'history'>,
]
