import { Schema } from 'mongoose'
import type { OrderChangedData } from '@anamnese/contracts'
import type { Stored } from '@anamnese/platform-mongo'

/** `not-sent` is no attempt: a rule forbade it; it is counted apart, with its reason. */
export type SendingResult = 'success' | 'failure' | 'waiting' | 'not-sent'

/** One attempt of one order, or the order that a rule kept from leaving. `_id` = order and number of the attempt. */
export interface Sending extends Stored {
  orderId: string
  attempt: number
  channel: OrderChangedData['channel']
  type: { code: string; display?: string }
  result: SendingResult
  /** civil day, in the time zone of the hospital, on which the attempt was made */
  day: string
  withIns: boolean
  reason?: { code: string; message: string }
}

export const sendingSchema = new Schema<Sending>(
  {
    _id: String,
    establishment: String,
    version: Number,
    orderId: String,
    attempt: Number,
    channel: String,
    type: { type: new Schema({ code: String, display: String }, { _id: false }) },
    result: String,
    day: String,
    withIns: Boolean,
    reason: { type: new Schema({ code: String, message: String }, { _id: false }) },
  },
  { versionKey: false },
)
// The indicators of a period.
sendingSchema.index({ establishment: 1, day: 1, channel: 1, 'type.code': 1, result: 1 })
