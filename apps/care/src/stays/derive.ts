import type { Unit } from '@anamnese/contracts'
import type { Stay, StoredMovement } from './stay'

const PRE_ADMISSIONS: ReadonlySet<string> = new Set(['A05', 'A14'])
/** Planned: they say what should happen, not where the patient is. */
const PLANNED: ReadonlySet<string> = new Set(['A14', 'A15', 'A16'])
const ADMISSIONS: ReadonlySet<string> = new Set(['A01', 'A04'])

export type Derived = Omit<
  Stay,
  '_id' | 'establishment' | 'version' | 'patientId' | 'number' | 'accountNumber' | 'movements' | 'changedAt'
>

/**
 * What a stay is, from its movements: nothing is kept of what was cancelled, and a movement that comes late takes its place by its
 * date (PAM-FR 2.11 §5, historic movements).
 */
export function derive(movements: readonly StoredMovement[]): Derived {
  const active = movements
    .filter((one) => !one.cancelled)
    // The sort is stable: of two movements at the same time, the last received is the last.
    .sort((one, other) => one.effectiveAt.localeCompare(other.effectiveAt))
  const happened = active.filter((one) => !PLANNED.has(one.trigger))
  const here = happened.filter((one) => !PRE_ADMISSIONS.has(one.trigger))
  const last = here.at(-1) ?? active.at(-1) ?? movements.at(-1)
  const discharge = here.findLast((one) => one.trigger === 'A03')
  const admission = here.find((one) => ADMISSIONS.has(one.trigger)) ?? here[0]
  const placed = happened.findLast((one) => one.location ?? one.careUnit ?? one.medicalUnit)
  const place = placed ? whereIs(placed) : {}
  const doctor = active.findLast((one) => one.attendingDoctor)?.attendingDoctor
  const admittedAt = here.findLast((one) => one.admittedAt)?.admittedAt ?? admission?.effectiveAt
  const state = active.length === 0 ? 'cancelled' : discharge ? 'closed' : here.length > 0 ? 'open' : 'pre-admitted'
  return {
    patientClass: last?.patientClass ?? 'I',
    state,
    ...(admittedAt === undefined ? {} : { admittedAt }),
    ...(discharge ? { dischargedAt: discharge.dischargedAt ?? discharge.effectiveAt } : {}),
    ...(discharge?.dischargeMode === undefined ? {} : { dischargeMode: discharge.dischargeMode }),
    ...place,
    ...(doctor ? { attendingDoctor: doctor } : {}),
    units: [...new Set(active.flatMap(unitsOf))],
  }
}

/** The unit that houses the patient; without it, the one that cares for or answers for the patient. */
function whereIs({ location, careUnit, medicalUnit }: StoredMovement): Pick<Stay, 'unit' | 'room' | 'bed'> {
  const code = location?.unit
  const named = [careUnit, medicalUnit].find((unit) => unit?.code === code)
  const unit: Unit | undefined = code === undefined ? (careUnit ?? medicalUnit) : (named ?? { code })
  return {
    ...(unit ? { unit } : {}),
    ...(location?.room === undefined ? {} : { room: location.room }),
    ...(location?.bed === undefined ? {} : { bed: location.bed }),
  }
}

function unitsOf({ location, careUnit, medicalUnit }: StoredMovement): string[] {
  return [location?.unit, careUnit?.code, medicalUnit?.code].filter((code) => code !== undefined)
}
