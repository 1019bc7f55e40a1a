import type { MergeView } from '@anamnese/contracts'
import type { Patient } from '../patients/patient'
import { patientSummary } from '../patients/patient-view'
import type { MergeRecord } from './merge-record'

/** A merge in a list, with the records as they are now; as they were when one cannot be read. */
export function mergeView(record: MergeRecord, patients: ReadonlyMap<string, Patient>): MergeView {
  const { _id, version, state, at, author, origin, reason, snapshot, survivorId, absorbedId, undone } = record
  return {
    id: _id,
    version,
    state,
    at,
    author,
    origin,
    reason,
    survivor: patientSummary(patients.get(survivorId) ?? snapshot.survivor),
    // A merged record gave up its INS: what it was merged as is what people recognise.
    absorbed: patientSummary(
      state === 'done'
        ? { ...snapshot.absorbed, mergedInto: survivorId }
        : (patients.get(absorbedId) ?? snapshot.absorbed),
    ),
    ...(undone === undefined ? {} : { undone }),
  }
}
