import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { Mongo, Repository, type Stored } from '@anamnese/platform-mongo'

/** A business acknowledgement as received, with what was answered: a repeated one gets the same answer. */
export interface ZamRow extends Stored {
  /** MSH-3 and MSH-4 */
  sender: string
  controlId: string
  answers: string
  text: string
  answer: string
  receivedAt: Date
}

const zamSchema = new Schema<ZamRow>(
  {
    _id: String,
    establishment: { type: String, required: true },
    version: { type: Number, required: true },
    sender: { type: String, required: true },
    controlId: { type: String, required: true },
    answers: { type: String, required: true },
    text: { type: String, required: true },
    answer: { type: String, required: true },
    receivedAt: { type: Date, required: true },
  },
  { versionKey: false },
)
// A repeated MSH-10 of the same sender.
zamSchema.index({ sender: 1, controlId: 1 }, { unique: true })
// The acknowledgements of an order.
zamSchema.index({ answers: 1 })

@Injectable()
export class ZamRepository extends Repository<ZamRow> {
  constructor(mongo: Mongo) {
    super(mongo, 'acknowledgements', zamSchema)
  }
}
