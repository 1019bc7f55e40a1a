import { Injectable } from '@nestjs/common'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import { type ExportPart, exportSchema, partSchema, type TrailExport } from './export.schema'

export const LEASE_MS = 15_000

class Parts extends Repository<ExportPart> {
  constructor(mongo: Mongo) {
    super(mongo, 'trail_export_parts', partSchema)
  }

  async *read(exportId: string): AsyncGenerator<Buffer> {
    const cursor = this.model.find({ exportId }, { bytes: 1 }, { sort: { number: 1 }, lean: true }).cursor()
    try {
      for await (const { bytes } of cursor) yield plain(bytes)
    } finally {
      await cursor.close()
    }
  }
}

@Injectable()
export class ExportRepository extends Repository<TrailExport> {
  private readonly parts: Parts

  constructor(private readonly mongo: Mongo) {
    super(mongo, 'trail_exports', exportSchema)
    this.parts = new Parts(mongo)
  }

  /** Takes the oldest extraction to carry out that nobody carries out. */
  async claim(owner: string): Promise<TrailExport | null> {
    const now = new Date()
    return await this.model.findOneAndUpdate(
      { state: { $in: ['waiting', 'running'] }, $or: [{ until: { $exists: false } }, { until: { $lt: now } }] },
      { $set: { owner, state: 'running', until: new Date(now.getTime() + LEASE_MS) } },
      { sort: { requestedAt: 1 }, returnDocument: 'after', lean: true },
    )
  }

  /** Writes a part and where the extraction is, together. False when another replica has taken it over. */
  async advance(one: TrailExport, bytes: Buffer, next: Partial<TrailExport>): Promise<boolean> {
    return this.mongo.transaction(async (session) => {
      const { matchedCount } = await this.model.updateOne(
        { _id: one._id, owner: one.owner ?? '', parts: one.parts },
        { $set: { ...next, parts: one.parts + 1, until: new Date(Date.now() + LEASE_MS) } },
        { session },
      )
      if (matchedCount === 0) return false
      const { _id, establishment, expiresAt, parts } = one
      const part = { _id: `${_id}/${String(parts)}`, establishment, exportId: _id, number: parts, bytes, expiresAt }
      await this.parts.insert(part, session)
      return true
    })
  }

  async settle(one: TrailExport, next: Partial<TrailExport>): Promise<void> {
    await this.model.updateOne({ _id: one._id, owner: one.owner ?? '' }, { $set: next, $unset: { until: '' } })
  }

  file(exportId: string): AsyncGenerator<Buffer> {
    return this.parts.read(exportId)
  }
}

/** The driver gives bytes as its own Binary. */
function plain(bytes: Buffer | { buffer: Uint8Array }): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer)
}
