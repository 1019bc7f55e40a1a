import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import { blobPiece, codePiece, professionalPiece, recipientPiece, storedFields, unitPiece } from '../pieces.schema'
import type { ClinicalDocument } from './document'

/** Who did something to a document, when and why. */
const actPiece = new Schema({ at: String, by: String, reason: String }, { _id: false })

const schema = new Schema<ClinicalDocument>(
  {
    ...storedFields,
    patientId: { type: String, required: true },
    oid: { type: String, required: true },
    setId: { type: String, required: true },
    versionNumber: { type: Number, required: true },
    superseded: { type: Boolean, required: true },
    replaces: String,
    replacesOid: String,
    type: { type: codePiece },
    title: String,
    origin: String,
    letterId: String,
    stayNumber: String,
    unit: unitPiece,
    author: professionalPiece,
    validator: professionalPiece,
    recipients: [recipientPiece],
    confidentiality: String,
    maskedToProfessionals: Boolean,
    invisibleToPatient: Boolean,
    invisibleToRepresentatives: Boolean,
    sendToDmp: Boolean,
    withIns: Boolean,
    cda: blobPiece,
    pdf: blobPiece,
    image: blobPiece,
    original: blobPiece,
    stylesheet: blobPiece,
    received: new Schema(
      { at: String, arrivalId: String, sender: String, invalid: Boolean, sha256: String },
      { _id: false },
    ),
    flag: String,
    withdrawn: actPiece,
    hold: actPiece,
    deleted: actPiece,
    validatedAt: String,
  },
  { versionKey: false },
)
// Documents of a record, by date; the type narrows the list. The identifier ends the order of every list: no sort in memory.
schema.index({ establishment: 1, patientId: 1, validatedAt: -1, _id: 1 })
schema.index({ establishment: 1, patientId: 1, 'type.code': 1, validatedAt: -1, _id: 1 })
// An identifier designates one document, for ever.
schema.index({ establishment: 1, oid: 1 }, { unique: true })
// A version exists once: two people who replace the same document at the same moment make one version, and one refusal.
schema.index({ establishment: 1, setId: 1, versionNumber: 1 }, { unique: true })
// A file that comes again is recognised by its bytes, in the record that it is in.
schema.index(
  { establishment: 1, 'received.sha256': 1 },
  { partialFilterExpression: { 'received.sha256': { $exists: true } } },
)
// A version that arrives after the one that replaces it.
schema.index({ establishment: 1, replacesOid: 1 }, { partialFilterExpression: { replacesOid: { $exists: true } } })
// Retention and export by period: documents by their date, across records.
schema.index({ establishment: 1, validatedAt: 1, _id: 1 })

@Injectable()
export class DocumentRepository extends Repository<ClinicalDocument> {
  constructor(mongo: Mongo) {
    super(mongo, 'documents', schema)
  }
}
