import fs from 'node:fs'
import path from 'node:path'
import mongoose from 'mongoose'
import type { BlobRef } from '@anamnese/contracts'
import { GridFsBlobStore } from '@anamnese/platform-blobs'
import { Mongo } from '@anamnese/platform-mongo'
import { type Exchange, eventually } from '@anamnese/tool-demo'
import type { PlayedSystem } from './system'

interface KeptMessage {
  content: BlobRef
  answer: mongoose.mongo.Binary
}
interface KeptZam {
  bytes: mongoose.mongo.Binary
}

/** The HL7 messages between the EHR and the PFI, as the PFI received and sent them. */
export class Wire {
  private mongo: Promise<Mongo> | undefined

  constructor(private readonly system: PlayedSystem) {}

  /** The message of this MSH-10 that the PFI received, and the acknowledgement that it gave. */
  async toPfi(controlId: string): Promise<Exchange> {
    const tapped = this.system.taps?.pfi.find(`|${controlId}|`)
    if (tapped !== undefined) return tapped
    return eventually(`le message ${controlId} à la PFI`, async () => {
      const mongo = await this.connected()
      const kept = await mongo.connection.collection<KeptMessage>('messages').findOne({ controlId })
      if (kept === null) return undefined
      return { message: await this.blobs(mongo).get(kept.content), answer: Buffer.from(kept.answer.buffer) }
    })
  }

  /** The business acknowledgement (ZAM) that the PFI sent for this MSH-10. */
  async zamFor(controlId: string): Promise<Buffer> {
    return eventually(`le ZAM qui répond à ${controlId}`, async () => {
      const tapped = this.system.taps?.zam.find(`|${controlId}|`)
      if (tapped !== undefined) return tapped.message
      const mongo = await this.connected()
      const kept = await mongo.connection.collection<KeptZam>('zams').findOne({ originalControlId: controlId })
      return kept === null ? undefined : Buffer.from(kept.bytes.buffer)
    })
  }

  async close(): Promise<void> {
    await (await this.mongo)?.connection.close()
  }

  private connected(): Promise<Mongo> {
    this.mongo ??= Mongo.connect({ uri: this.system.run.mongodb, database: `${this.system.run.kafkaPrefix}pfi` })
    return this.mongo
  }

  private blobs(mongo: Mongo): GridFsBlobStore {
    const key = fs.readFileSync(path.join(this.system.folders.secrets, 'blob-master-key'), 'utf8').trim()
    return new GridFsBlobStore(mongo, `${this.system.run.kafkaPrefix}blobs`, key)
  }
}
