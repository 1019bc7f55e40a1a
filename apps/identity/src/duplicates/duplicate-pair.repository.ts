import { Injectable } from '@nestjs/common'
import { type ClientSession, Mongo, Repository } from '@anamnese/platform-mongo'
import { type DuplicatePair, pairIdOf } from './duplicate-pair'
import { duplicatePairSchema } from './duplicate-pair.schema'

@Injectable()
export class DuplicatePairRepository extends Repository<DuplicatePair> {
  constructor(mongo: Mongo) {
    super(mongo, 'duplicate_pairs', duplicatePairSchema)
  }

  async ofPatient(establishment: string, patientId: string, session?: ClientSession): Promise<DuplicatePair[]> {
    return this.find(establishment, { patients: patientId }, session ? { session } : {})
  }

  async between(
    establishment: string,
    one: string,
    other: string,
    session?: ClientSession,
  ): Promise<DuplicatePair | null> {
    return this.findById(establishment, pairIdOf(one, other), session)
  }

  async remove({ establishment, _id, version }: DuplicatePair, session: ClientSession): Promise<void> {
    await this.model.deleteOne(this.within(establishment, { _id, version }), { session })
  }
}
