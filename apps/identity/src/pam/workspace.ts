import { isDeepStrictEqual } from 'node:util'
import { insKeyOf, type Patient } from '../patients/patient'
import { patientEvent } from '../patients/patient-event'
import type { Ins } from '@anamnese/domain-ins'

/**
 * The patients that a transaction reads and changes, in memory: each message of a batch sees what those before it did. What a refused
 * message had begun to change is forgotten.
 */
export class Workspace {
  private readonly patients = new Map<string, Patient>()
  private readonly read = new Map<string, Patient>()
  private staged = new Map<string, Patient>()

  constructor(patients: readonly Patient[]) {
    for (const patient of patients) {
      this.patients.set(patient._id, patient)
      this.read.set(patient._id, patient)
    }
  }

  /** The live patient of an IPP: the one it was merged into, if it was. */
  byIpp(key: string): Patient | undefined {
    const found = this.ownerOf(key)
    return found && this.live(found)
  }

  /** The record that carries an IPP, merged or not. */
  ownerOf(key: string): Patient | undefined {
    return this.all().find((patient) => patient.ippKeys.includes(key))
  }

  get(id: string): Patient | undefined {
    return this.staged.get(id) ?? this.patients.get(id)
  }

  byIns(ins: Ins): Patient | undefined {
    const key = insKeyOf(ins)
    return this.all().find((patient) => patient.insKey === key)
  }

  /** Changes a patient; nothing is kept before {@link accept}. */
  put(patient: Patient): void {
    this.staged.set(patient._id, patient)
  }

  accept(): void {
    for (const [id, patient] of this.staged) this.patients.set(id, patient)
    this.staged = new Map()
  }

  forget(): void {
    this.staged = new Map()
  }

  /**
   * Patients to write, with their next version. One that ends as it was read is not written. Those without INS come first: an INS
   * leaves a record before it comes to another one.
   */
  changed(): Patient[] {
    return [...this.patients.values()]
      .flatMap((patient) => {
        const before = this.read.get(patient._id)
        if (before && (before === patient || isDeepStrictEqual(comparable(before), comparable(patient)))) return []
        return [{ ...patient, version: (before?.version ?? 0) + 1 }]
      })
      .sort((one, other) => Number(one.insKey !== undefined) - Number(other.insKey !== undefined))
  }

  /** Does this patient, as written, tell others something new? */
  isNews(patient: Patient): boolean {
    const before = this.read.get(patient._id)
    const told = (one: Patient): unknown => ({ ...patientEvent(one), version: 0, changedAt: '' })
    return before === undefined || !isDeepStrictEqual(told(before), told(patient))
  }

  hasNewIns(patient: Patient): boolean {
    const before = this.read.get(patient._id)
    return patient.insKey !== undefined && before?.insKey !== patient.insKey
  }

  private live(patient: Patient): Patient {
    let current = patient
    for (let step = 0; step < 10 && current.mergedInto !== undefined; step++) {
      const next = this.get(current.mergedInto)
      if (!next) break
      current = next
    }
    return current
  }

  private all(): Patient[] {
    return [...this.staged.values(), ...[...this.patients.values()].filter((one) => !this.staged.has(one._id))]
  }
}

const comparable = ({ version: _version, changedAt: _at, ...rest }: Patient): unknown => rest
