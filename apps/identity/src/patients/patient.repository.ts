import { Injectable } from '@nestjs/common'
import { type ClientSession, ConcurrentChangeError, Mongo, Repository } from '@anamnese/platform-mongo'
import type { Patient } from './patient'
import { patientSchema } from './patient.schema'
import { stamped } from './versioned-history'

@Injectable()
export class PatientRepository extends Repository<Patient> {
  constructor(mongo: Mongo) {
    super(mongo, 'patients', patientSchema)
  }

  override async insert(patient: Omit<Patient, 'version'>, session?: ClientSession): Promise<Patient> {
    return super.insert({ ...patient, history: stamped(patient.history, 1) }, session)
  }

  override async save(patient: Patient, session?: ClientSession): Promise<Patient> {
    return super.save({ ...patient, history: stamped(patient.history, patient.version + 1) }, session)
  }

  /** The patients that these identifiers designate, and those that they were merged into. */
  async findByIdentifiers(
    establishment: string,
    ippKeys: readonly string[],
    insKeys: readonly string[],
  ): Promise<Patient[]> {
    const found = new Map<string, Patient>()
    const keep = (patients: Patient[]): void => {
      for (const patient of patients) found.set(patient._id, patient)
    }
    const designated = await Promise.all([
      ippKeys.length > 0 ? this.find(establishment, { ippKeys: { $in: [...ippKeys] } }) : [],
      insKeys.length > 0 ? this.find(establishment, { insKey: { $in: [...insKeys] } }) : [],
    ])
    keep(designated.flat())
    // A record merged into one that was merged later: few steps, and never a loop for ever.
    for (let step = 0; step < 5; step++) {
      const missing = [...found.values()].flatMap(({ mergedInto }) =>
        mergedInto !== undefined && !found.has(mergedInto) ? [mergedInto] : [],
      )
      if (missing.length === 0) break
      keep(await this.find(establishment, { _id: { $in: missing } }))
    }
    return [...found.values()]
  }

  /**
   * Writes many patients in one operation: those of version 1 are new, the others replace the version before theirs.
   * @throws ConcurrentChangeError when one of them was changed since it was read
   */
  async writeAll(changed: readonly Patient[], session: ClientSession): Promise<void> {
    if (changed.length === 0) return
    const patients = changed.map((one) => ({ ...one, history: stamped(one.history, one.version) }))
    // The driver's own write: what is stored is already plain, and a batch is not worth a copy of each document.
    const result = await this.model.collection.bulkWrite(
      patients.map((patient) =>
        patient.version === 1
          ? { insertOne: { document: patient as never } }
          : {
              replaceOne: {
                filter: {
                  _id: patient._id as never,
                  establishment: patient.establishment,
                  version: patient.version - 1,
                },
                replacement: patient as never,
              },
            },
      ),
      // Removals of an INS come before its attribution to another record: the order matters to the unique index.
      { session, ordered: true, ignoreUndefined: true },
    )
    if (result.insertedCount + result.matchedCount !== patients.length) {
      throw new ConcurrentChangeError('patients', patients.map((patient) => patient._id).join(','))
    }
  }
}
