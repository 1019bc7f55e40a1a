import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import { professionalPiece, recipientPiece, storedFields, unitPiece } from '../pieces.schema'
import type { Letter } from './letter'

const schema = new Schema<Letter>(
  {
    ...storedFields,
    patientId: { type: String, required: true },
    stayNumber: String,
    unit: unitPiece,
    state: { type: String, required: true },
    title: String,
    sections: {
      type: new Schema(
        {
          reason: String,
          summary: String,
          results: String,
          allergies: String,
          treatments: String,
          stoppedTreatments: String,
          followUp: String,
        },
        { _id: false },
      ),
    },
    recipients: [recipientPiece],
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
  { versionKey: false },
)
// Worklist of a person: what awaits them, the most recent first.
schema.index({ establishment: 1, state: 1, 'author.idNat': 1, savedAt: -1 })
// Worklist of a unit.
schema.index({ establishment: 1, state: 1, 'unit.code': 1, savedAt: -1 })
// Drafts of a record.
schema.index({ establishment: 1, patientId: 1, state: 1, savedAt: -1 })

@Injectable()
export class LetterRepository extends Repository<Letter> {
  constructor(mongo: Mongo) {
    super(mongo, 'letters', schema)
  }
}
