import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { ulid } from 'ulid'
import type { Actor } from '@anamnese/contracts'
import { conflict, ProblemError } from '@anamnese/platform-http'
import { isDuplicateKey, Mongo, Repository, type Stored } from '@anamnese/platform-mongo'
import { storedFields } from '../pieces.schema'

/** One key of a caller: which letter it makes, and of which request. */
export interface ProduceOrder extends Stored {
  letterId: string
  /** SHA-256 of the request */
  fingerprint: string
  createdAt: Date
}

const KEPT_SECONDS = 7 * 24 * 3600

const schema = new Schema<ProduceOrder>(
  { ...storedFields, letterId: String, fingerprint: String, createdAt: Date },
  { versionKey: false },
)
// A key is forgotten after a week: nobody asks again for so long.
schema.index({ createdAt: 1 }, { expireAfterSeconds: KEPT_SECONDS })

@Injectable()
export class ProduceOrderRepository extends Repository<ProduceOrder> {
  constructor(mongo: Mongo) {
    super(mongo, 'produce_orders', schema)
  }

  /**
   * The letter that this key makes, chosen before anything is done: whatever stops in the middle, the same request goes on with it.
   * @throws ProblemError 422 `IDEMPOTENCY.OTHER_REQUEST` when the key was used for something else
   */
  async begin(actor: Actor, key: string, request: unknown): Promise<ProduceOrder> {
    const { establishment } = actor
    const fingerprint = sha256(JSON.stringify(request))
    const order = { _id: sha256(`${actor.kind} ${actor.id} ${key}`), establishment, letterId: ulid(), fingerprint }
    try {
      return await this.insert({ ...order, createdAt: new Date() })
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
    const known = await this.findById(establishment, order._id)
    if (!known) throw conflict('IDEMPOTENCY.BUSY', 'Cette clé est en cours de libération.', 'Recommencez.')
    if (known.fingerprint === fingerprint) return known
    throw new ProblemError(
      422,
      'IDEMPOTENCY.OTHER_REQUEST',
      'Cette clé d’idempotence a déjà servi pour une autre demande.',
      'Une nouvelle demande a besoin d’une nouvelle clé.',
      { errors: [{ field: 'Idempotency-Key', message: 'clé déjà utilisée' }] },
    )
  }

  /** The key may serve again: what it asked was refused. */
  async release({ establishment, _id }: ProduceOrder): Promise<void> {
    await this.model.deleteOne(this.within(establishment, { _id }))
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
