import { Schema } from 'mongoose'
import type { AuditExportView } from '@anamnese/contracts'
import type { Stored } from '@anamnese/platform-mongo'

/** An extraction made apart. It goes on where it was when the service stops, on whichever replica. */
export interface TrailExport extends Stored {
  state: AuditExportView['state']
  requestedBy: string
  requestedAt: Date
  criteria: Record<string, string>
  rows: number
  bytes: number
  /** parts written so far */
  parts: number
  /** last trace written */
  last?: { at: Date; id: string }
  heads: AuditExportView['heads']
  sha256?: string
  expiresAt: Date
  /** who carries it out, and until when without a word */
  owner?: string
  until?: Date
}

export const exportSchema = new Schema<TrailExport>(
  {
    _id: String,
    establishment: String,
    version: Number,
    state: String,
    requestedBy: String,
    requestedAt: Date,
    criteria: Schema.Types.Mixed,
    rows: Number,
    bytes: Number,
    parts: Number,
    last: Schema.Types.Mixed,
    heads: [Schema.Types.Mixed],
    sha256: String,
    expiresAt: Date,
    owner: String,
    until: Date,
  },
  { versionKey: false, minimize: false },
)
// Extractions of the establishment, the most recent first.
exportSchema.index({ establishment: 1, requestedAt: -1 })
// Those to carry out.
exportSchema.index({ state: 1, until: 1 })
// Removed once expired.
exportSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

/** A stretch of the file of an extraction. */
export interface ExportPart extends Stored {
  exportId: string
  number: number
  bytes: Buffer
  expiresAt: Date
}

export const partSchema = new Schema<ExportPart>(
  {
    _id: String,
    establishment: String,
    version: Number,
    exportId: String,
    number: Number,
    bytes: Buffer,
    expiresAt: Date,
  },
  { versionKey: false },
)
// The file in its order.
partSchema.index({ exportId: 1, number: 1 }, { unique: true })
// Removed with its extraction.
partSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
