import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { isDuplicateKey, Mongo, Repository, type Stored } from '@anamnese/platform-mongo'
import { storedFields } from '../pieces.schema'

/** SHA-1 of bytes that are kept, by the id of their blob: what FHIR R4 calls the hash of an attachment. Bytes never change. */
export type Digest = Stored & { sha1: string }

const schema = new Schema<Digest>({ ...storedFields, sha1: String }, { versionKey: false })

@Injectable()
export class DigestRepository extends Repository<Digest> {
  constructor(mongo: Mongo) {
    super(mongo, 'attachment_digests', schema)
  }

  async known(establishment: string, blobIds: readonly string[]): Promise<Map<string, string>> {
    const found = await this.find(establishment, { _id: { $in: [...blobIds] } })
    return new Map(found.map((digest) => [digest._id, digest.sha1]))
  }

  async keep(establishment: string, blobId: string, sha1: string): Promise<void> {
    try {
      await this.insert({ _id: blobId, establishment, sha1 })
    } catch (error) {
      // Someone else computed the same at the same moment.
      if (!isDuplicateKey(error)) throw error
    }
  }
}
