import { Inject, Injectable } from '@nestjs/common'
import { searchKey } from '@anamnese/domain-traits'
import type { CdaPatient } from '@anamnese/interop-cda'
import { CONFIG } from '@anamnese/platform-service'
import { DocumentsConfig } from '../documents.config'
import type { Patient } from '../projections/patient'
import { PatientRepository } from '../projections/patient.repository'
import type { Candidates } from './match'

const MAX_CANDIDATES = 20

/** Finds, in the projection of identities, the patients that a document may be of. */
@Injectable()
export class CandidatesService {
  constructor(
    private readonly patients: PatientRepository,
    @Inject(CONFIG) private readonly config: DocumentsConfig,
  ) {}

  async of(establishment: string, document: CdaPatient | undefined, chosenId: string | undefined): Promise<Candidates> {
    const chosen = chosenId === undefined ? null : await this.patients.currentOf(establishment, chosenId)
    const [byIns, byIpp, byTraits] =
      document === undefined || chosen
        ? [[], [], []]
        : [
            await this.byIns(establishment, document),
            await this.byIpp(establishment, document),
            await this.byTraits(establishment, document),
          ]
    return { byIns, byIpp, byTraits, ...(chosen ? { chosen } : {}) }
  }

  private async byIns(establishment: string, { ins }: CdaPatient): Promise<Patient[]> {
    if (!ins) return []
    return this.find(establishment, { 'ins.matricule': ins.matricule, 'ins.oid': ins.oid })
  }

  /** Our own numbers: under the OID of the hospital. */
  private async byIpp(establishment: string, { localIds }: CdaPatient): Promise<Patient[]> {
    const root = `${this.config.OID_ROOT}.2`
    const values = localIds.filter((id) => id.root === root).flatMap(({ extension }) => extension ?? [])
    return values.length === 0
      ? []
      : this.find(establishment, { 'ipps.value': { $in: values.slice(0, MAX_CANDIDATES) } })
  }

  private async byTraits(establishment: string, { birthName, birthDate, sex }: CdaPatient): Promise<Patient[]> {
    if (birthName === undefined || birthDate?.length !== 10 || sex === undefined) return []
    return this.find(establishment, { keys: searchKey(birthName), 'traits.birthDate': birthDate, 'traits.sex': sex })
  }

  private async find(establishment: string, filter: Record<string, unknown>): Promise<Patient[]> {
    return this.patients.find(establishment, { ...filter, mergedInto: { $exists: false } }, { limit: MAX_CANDIDATES })
  }
}
