import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import { blobPiece, codePiece, professionalPiece, recipientPiece, storedFields, unitPiece } from '../pieces.schema'
import type { ClinicalDocument } from './document'

const schema = new Schema<ClinicalDocument>(
  {
    ...storedFields,
    patientId: { type: String, required: true },
    oid: { type: String, required: true },
    setId: { type: String, required: true },
    versionNumber: { type: Number, required: true },
    superseded: { type: Boolean, required: true },
    replaces: String,
    type: { type: codePiece },
    title: String,
    origin: String,
    letterId: String,
    stayNumber: String,
    unit: unitPiece,
    author: professionalPiece,
    validator: professionalPiece,
    recipients: [recipientPiece],
    maskedToProfessionals: Boolean,
    invisibleToPatient: Boolean,
    invisibleToRepresentatives: Boolean,
    sendToDmp: Boolean,
    withIns: Boolean,
    cda: blobPiece,
    pdf: blobPiece,
    validatedAt: String,
  },
  { versionKey: false },
)
// Documents of a record, by date; the type narrows the list.
schema.index({ establishment: 1, patientId: 1, validatedAt: -1 })
schema.index({ establishment: 1, patientId: 1, 'type.code': 1, validatedAt: -1 })
// An identifier designates one document, for ever.
schema.index({ establishment: 1, oid: 1 }, { unique: true })
// A version exists once: two people who replace the same document at the same moment make one version, and one refusal.
schema.index({ establishment: 1, setId: 1, versionNumber: 1 }, { unique: true })

@Injectable()
export class DocumentRepository extends Repository<ClinicalDocument> {
  constructor(mongo: Mongo) {
    super(mongo, 'documents', schema)
  }
}
