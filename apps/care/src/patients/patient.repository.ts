import { Injectable } from '@nestjs/common'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import type { Patient } from './patient'
import { patientSchema } from './patient.schema'

/** Merges follow one another a few times at most; a loop would be an error that must not hang. */
const MAX_STEPS = 8

@Injectable()
export class PatientRepository extends Repository<Patient> {
  constructor(mongo: Mongo) {
    super(mongo, 'patients', patientSchema)
  }

  /** A record and those merged into it, directly or not. */
  async idsOf(establishment: string, patientId: string): Promise<string[]> {
    const ids = new Set([patientId])
    let last = [patientId]
    for (let step = 0; step < MAX_STEPS && last.length > 0; step++) {
      const merged = await this.find(establishment, { mergedInto: { $in: last } })
      last = merged.map((one) => one._id).filter((id) => !ids.has(id))
      for (const id of last) ids.add(id)
    }
    return [...ids]
  }

  /** The live record of each id: itself, or the one that it was merged into. */
  async liveOf(establishment: string, ids: readonly string[]): Promise<Map<string, Patient>> {
    const known = new Map<string, Patient>()
    let wanted = [...new Set(ids)]
    for (let step = 0; step < MAX_STEPS && wanted.length > 0; step++) {
      const found = await this.find(establishment, { _id: { $in: wanted } })
      for (const patient of found) known.set(patient._id, patient)
      wanted = found.flatMap(({ mergedInto }) =>
        mergedInto === undefined || known.has(mergedInto) ? [] : [mergedInto],
      )
    }
    const live = (id: string): Patient | undefined => {
      let patient = known.get(id)
      for (let step = 0; step < MAX_STEPS && patient?.mergedInto !== undefined; step++) {
        const next = known.get(patient.mergedInto)
        if (!next) break
        patient = next
      }
      return patient
    }
    return new Map(
      ids.flatMap((id) => {
        const patient = live(id)
        return patient ? [[id, patient] as const] : []
      }),
    )
  }
}
