import type { Ins } from '@anamnese/domain-ins'
import type { DmpState } from '@anamnese/interop-xds'

/** A patient of the simulator, with the state of his DMP. */
export interface DmpPatient {
  ins: Ins
  state: DmpState
}

const OPEN: DmpState = {
  exists: true,
  authorization: 'VALIDE',
  attendingPhysician: false,
  status: 'active',
  internetAccount: true,
  healthSpace: true,
}
const TEST_OID = '1.2.250.1.213.1.4.10'

/** The test identities of the ANS, and one invented person; the state of each can be changed by the administration. */
export const DEMO_DMP_PATIENTS: readonly DmpPatient[] = [
  { ins: { matricule: '279035121518989', oid: TEST_OID }, state: OPEN },
  { ins: { matricule: '180032B02040123', oid: TEST_OID }, state: { ...OPEN, authorization: 'NON_EXISTE' } },
  { ins: { matricule: '297022A02077878', oid: TEST_OID }, state: { ...OPEN, authorization: 'EXPIRE' } },
  { ins: { matricule: '268112901900443', oid: TEST_OID }, state: { ...OPEN, authorization: 'INTERDIT' } },
]

/** The patients of the registry; one who is not known has no DMP. */
export class DmpPatients {
  private readonly states = new Map<string, DmpPatient>()

  constructor(patients: readonly DmpPatient[]) {
    for (const patient of patients) this.set(patient)
  }

  set(patient: DmpPatient): void {
    this.states.set(keyOf(patient.ins), patient)
  }

  state(ins: Ins): DmpState {
    return this.states.get(keyOf(ins))?.state ?? { exists: false }
  }

  list(): DmpPatient[] {
    return [...this.states.values()]
  }
}

function keyOf({ matricule, oid }: Ins): string {
  return `${oid} ${matricule}`
}
