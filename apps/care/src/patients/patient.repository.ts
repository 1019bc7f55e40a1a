import { Injectable } from '@nestjs/common'
import { MergedRecordsRepository, Mongo } from '@anamnese/platform-mongo'
import type { Patient } from './patient'
import { patientSchema } from './patient.schema'

@Injectable()
export class PatientRepository extends MergedRecordsRepository<Patient> {
  constructor(mongo: Mongo) {
    super(mongo, 'patients', patientSchema)
  }
}
