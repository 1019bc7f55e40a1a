import { Schema } from 'mongoose'
import type { TrailRecordedData } from '@anamnese/contracts'
import type { Stored } from '@anamnese/platform-mongo'

/** One trace, as it was told, with its place in a chain of seals. */
export interface TrailRow extends Stored {
  /** when it happened, as an instant to search by */
  at: Date
  recordedAt: Date
  lane: number
  seq: number
  /** seal of the row before it in the lane */
  previous: string
  seal: string
  entry: TrailRecordedData
}

export const trailSchema = new Schema<TrailRow>(
  {
    _id: String,
    establishment: String,
    version: Number,
    at: Date,
    recordedAt: Date,
    lane: Number,
    seq: Number,
    previous: String,
    seal: String,
    entry: Schema.Types.Mixed,
  },
  { versionKey: false, minimize: false },
)
// The list without filter, most recent first; the period of an extraction.
trailSchema.index({ establishment: 1, at: -1, _id: -1 })
// Who opened this record.
trailSchema.index({ establishment: 1, 'entry.patientId': 1, at: -1 })
// What this person did.
trailSchema.index({ establishment: 1, 'entry.actor.id': 1, at: -1 })
// Accesses to the INS (INS/va1.39).
trailSchema.index({ establishment: 1, 'entry.ins': 1, at: -1 })
// Data exchanged with partners (INS/va1.46).
trailSchema.index({ establishment: 1, 'entry.partner': 1, at: -1 }, { sparse: true })
// A chain read in its order; two rows can never take the same place.
trailSchema.index({ establishment: 1, lane: 1, seq: 1 }, { unique: true })
// Where a control of integrity begins.
trailSchema.index({ establishment: 1, recordedAt: 1 })

/** The last place taken in each lane. */
export interface TrailHead extends Stored {
  lane: number
  seq: number
  seal: string
}

export const headSchema = new Schema<TrailHead>(
  { _id: String, establishment: String, version: Number, lane: Number, seq: Number, seal: String },
  { versionKey: false },
)
// The heads of an establishment, for the control of integrity.
headSchema.index({ establishment: 1, lane: 1 }, { unique: true })
