import type { CollisionView, DuplicateView } from '@anamnese/contracts'
import { insOid } from '@anamnese/domain-ins'
import { likelihood } from '@anamnese/domain-identity-matching'
import type { Patient } from '../patients/patient'
import { patientSummary } from '../patients/patient-view'
import type { Collision, DuplicatePair } from './duplicate-pair'

/** A pair in a list; `undefined` when one of its records cannot be read any more. */
export function duplicateView(pair: DuplicatePair, patients: ReadonlyMap<string, Patient>): DuplicateView | undefined {
  const [one, other] = pair.patients.map((id) => patients.get(id))
  if (!one || !other) return undefined
  const { _id, version, kind, state, score, reasons, collision, signal, decision, createdAt, changedAt } = pair
  return {
    id: _id,
    version,
    kind,
    state,
    score,
    likelihood: likelihood(score),
    reasons,
    records: [patientSummary(one), patientSummary(other)],
    ...(collision === undefined ? {} : { collision: collisionView(collision) }),
    ...(signal === undefined ? {} : { signal }),
    ...(decision === undefined ? {} : { decision: { by: decision.by, at: decision.at, reason: decision.reason } }),
    createdAt,
    changedAt,
  }
}

function collisionView({ ins, ...collision }: Collision): CollisionView {
  return { ...collision, ins: { ...ins, nature: insOid(ins.oid)?.nature ?? 'NIR' } }
}
