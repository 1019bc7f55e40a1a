import { Schema } from 'mongoose'
import type { Stored } from '@anamnese/platform-mongo'

/** How far a lane of the trail was sent to the syslog server. */
export interface SyslogCursor extends Stored {
  lane: number
  seq: number
}

export const syslogCursorSchema = new Schema<SyslogCursor>(
  { _id: String, establishment: String, version: Number, lane: Number, seq: Number },
  { versionKey: false },
)
