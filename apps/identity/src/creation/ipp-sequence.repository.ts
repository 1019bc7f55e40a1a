import { Inject, Injectable } from '@nestjs/common'
import { type Model, Schema } from 'mongoose'
import type { LocalIdentifier } from '@anamnese/contracts'
import { Mongo } from '@anamnese/platform-mongo'
import { CONFIG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { ippKey, parseAuthority } from '../patients/ipp'

interface Sequence {
  /** the authority, as it makes IPPs unique */
  _id: string
  last: number
}

const sequenceSchema = new Schema<Sequence>({ _id: String, last: Number }, { versionKey: false })
const DIGITS = 8

/** Draws the IPP of records created here: one after the other, never twice, whichever replica asks. */
@Injectable()
export class IppSequenceRepository {
  private readonly model: Model<Sequence>

  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    mongo: Mongo,
  ) {
    this.model = mongo.model<Sequence>('ipp_sequences', sequenceSchema)
  }

  /** The next IPP. A creation that fails afterwards leaves a hole: an IPP is never given again. */
  async draw(): Promise<LocalIdentifier> {
    const { IPP_AUTHORITY, CREATED_IPP_AUTHORITY = IPP_AUTHORITY, CREATED_IPP_PREFIX } = this.config
    const authority = parseAuthority(CREATED_IPP_AUTHORITY)
    const _id = ippKey({ value: CREATED_IPP_PREFIX, authority })
    const row = await this.model.findOneAndUpdate(
      { _id },
      { $inc: { last: 1 } },
      { upsert: true, returnDocument: 'after', lean: true },
    )
    return { value: `${CREATED_IPP_PREFIX}${String(row?.last ?? 1).padStart(DIGITS, '0')}`, authority }
  }
}
