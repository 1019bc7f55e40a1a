import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import {
  blobPiece,
  codePiece,
  personPiece,
  professionalPiece,
  recipientPiece,
  storedFields,
  unitPiece,
} from '../pieces.schema'
import type { Letter } from './letter'

const schema = new Schema<Letter>(
  {
    ...storedFields,
    patientId: { type: String, required: true },
    stayNumber: String,
    unit: unitPiece,
    state: { type: String, required: true },
    type: { type: codePiece },
    title: String,
    // Keys are those of the type, and what is entered as data is checked where it comes in.
    sections: Schema.Types.Mixed,
    data: Schema.Types.Mixed,
    page: blobPiece,
    review: new Schema(
      { submittedBy: String, submitterId: String, submittedAt: String, validator: personPiece },
      { _id: false },
    ),
    returned: new Schema({ by: String, at: String, comment: String }, { _id: false }),
    recipients: [recipientPiece],
    confidentiality: String,
    blockDmp: Boolean,
    maskedToProfessionals: Boolean,
    invisibleToPatient: Boolean,
    invisibleToRepresentatives: Boolean,
    author: professionalPiece,
    createdBy: new Schema({ id: String, name: String }, { _id: false }),
    createdAt: String,
    savedAt: String,
    savedBy: String,
    replaces: String,
    documentId: String,
  },
  { versionKey: false, minimize: false },
)
// Worklist of a person: what awaits them, the most recent first.
schema.index({ establishment: 1, state: 1, 'author.idNat': 1, savedAt: -1 })
// Worklist of a unit.
schema.index({ establishment: 1, state: 1, 'unit.code': 1, savedAt: -1 })
// Worklist of who signs: what was submitted to them.
schema.index({ establishment: 1, state: 1, 'review.validator.idNat': 1, savedAt: -1 })
// Drafts of a record.
schema.index({ establishment: 1, patientId: 1, state: 1, savedAt: -1 })

@Injectable()
export class LetterRepository extends Repository<Letter> {
  constructor(mongo: Mongo) {
    super(mongo, 'letters', schema)
  }
}
