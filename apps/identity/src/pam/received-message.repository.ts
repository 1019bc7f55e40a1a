import { Injectable } from '@nestjs/common'
import { type ClientSession, Mongo, Repository } from '@anamnese/platform-mongo'
import type { ReceivedMessage } from './received-message'
import { receivedMessageSchema } from './received-message.schema'

/** What designates one sending of one message. */
export type MessageKey = Pick<ReceivedMessage, 'sender' | 'fingerprint'> & { controlId?: string }

@Injectable()
export class ReceivedMessageRepository extends Repository<ReceivedMessage> {
  constructor(mongo: Mongo) {
    super(mongo, 'hl7_messages', receivedMessageSchema)
  }

  /** Messages already received under these control ids, by their senders. */
  async findSameIds(
    establishment: string,
    keys: readonly MessageKey[],
  ): Promise<Pick<ReceivedMessage, 'sender' | 'controlId' | 'fingerprint' | 'answer'>[]> {
    const ids = [...new Set(keys.flatMap((key) => key.controlId ?? []))]
    const senders = [...new Set(keys.map((key) => key.sender))]
    if (ids.length === 0) return []
    const filter = this.within(establishment, { sender: { $in: senders }, controlId: { $in: ids } })
    const fields = { sender: 1, controlId: 1, fingerprint: 1, answer: 1 }
    const rows = await this.model.find(filter, fields, { lean: true })
    return rows.map((row) => ({ ...row, answer: toBuffer(row.answer) }))
  }

  async insertAll(messages: readonly ReceivedMessage[], session: ClientSession): Promise<void> {
    if (messages.length === 0) return
    await this.model.collection.insertMany(messages as never, { session, ordered: true, ignoreUndefined: true })
  }
}

/** Lean reads give the driver's own binary type. */
export function toBuffer(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value
  const { buffer, position } = value as { buffer: Uint8Array; position?: number }
  return Buffer.from(buffer.subarray(0, position ?? buffer.length))
}
