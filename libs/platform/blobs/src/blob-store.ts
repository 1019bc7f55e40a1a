import { randomBytes } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import mongoose from 'mongoose'
import type { BlobRef } from '@anamnese/contracts'
import type { Mongo } from '@anamnese/platform-mongo'
import { open, seal, sha256 } from './envelope'

/** Where the bytes of documents are. Encrypted at rest, each with its own key; the integrity is checked at each read. */
export interface BlobStore {
  /** Durable once the promise is kept. A blob that no fact refers to is invisible. */
  put(bytes: Buffer, mediaType: string): Promise<BlobRef>
  /** @throws BlobError when it is missing, or when what is stored is not what was put */
  get(ref: BlobRef): Promise<Buffer>
  /** Removes the bytes for ever; a blob that is already gone is no error, so that a removal can be done again. */
  remove(ref: Pick<BlobRef, 'id'>): Promise<void>
}

export class BlobError extends Error {
  constructor(
    readonly code: 'BLOB.MISSING' | 'BLOB.CORRUPT',
    id: string,
    cause?: unknown,
  ) {
    super(`${code} ${id}`, { cause })
    this.name = 'BlobError'
  }
}

/** GridFS, in a database that the services share as they share the broker. */
export class GridFsBlobStore implements BlobStore {
  private readonly master: Buffer

  /** @param masterKey 32 bytes, base64 */
  constructor(
    private readonly mongo: Mongo,
    private readonly database: string,
    masterKey: string,
  ) {
    this.master = Buffer.from(masterKey, 'base64')
  }

  async put(bytes: Buffer, mediaType: string): Promise<BlobRef> {
    const key = randomBytes(32)
    const upload = this.bucket().openUploadStream('document', { metadata: { mediaType } })
    await pipeline(Readable.from([seal(key, bytes)]), upload)
    return {
      id: upload.id.toHexString(),
      sha256: sha256(bytes),
      size: bytes.length,
      mediaType,
      wrappedKey: seal(this.master, key).toString('base64'),
    }
  }

  async get(ref: BlobRef): Promise<Buffer> {
    const sealed = await this.read(ref.id)
    try {
      const bytes = open(open(this.master, Buffer.from(ref.wrappedKey, 'base64')), sealed)
      if (sha256(bytes) === ref.sha256) return bytes
    } catch (error) {
      throw new BlobError('BLOB.CORRUPT', ref.id, error)
    }
    throw new BlobError('BLOB.CORRUPT', ref.id)
  }

  async remove({ id }: Pick<BlobRef, 'id'>): Promise<void> {
    try {
      await this.bucket().delete(new mongoose.mongo.ObjectId(id))
    } catch (error) {
      if (!/FileNotFound|File not found/i.test(String(error))) throw error
    }
  }

  private async read(id: string): Promise<Buffer> {
    const parts: Buffer[] = []
    try {
      for await (const part of this.bucket().openDownloadStream(new mongoose.mongo.ObjectId(id)))
        parts.push(part as Buffer)
    } catch (error) {
      if (/FileNotFound/.test(String(error))) throw new BlobError('BLOB.MISSING', id, error)
      throw error
    }
    return Buffer.concat(parts)
  }

  private bucket(): mongoose.mongo.GridFSBucket {
    return new mongoose.mongo.GridFSBucket(this.mongo.connection.getClient().db(this.database), {
      bucketName: 'blobs',
      writeConcern: { w: 'majority' },
    })
  }
}
