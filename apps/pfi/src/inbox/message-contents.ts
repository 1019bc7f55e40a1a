import { Inject, Injectable } from '@nestjs/common'
import { readCdaMessage } from '@anamnese/interop-cda-hl7'
import { Hl7Message } from '@anamnese/interop-hl7v2'
import type { BlobStore } from '@anamnese/platform-blobs'
import { BLOBS } from '@anamnese/platform-service'
import type { BlobRef } from '@anamnese/contracts'
import type { JobContent } from '../jobs/channel'
import type { Job } from '../jobs/job'
import { messageTime } from './message-time'
import { ReceivedMessageRepository } from './received-message.repository'

export interface ReadContent extends JobContent {
  hl7: Hl7Message
}

const MEDIA_TYPE = 'x-application/hl7-v2+er7'

/** Keeps received messages, encrypted, and reads them again for their jobs. */
@Injectable()
export class MessageContents {
  private readonly blobs: BlobStore

  constructor(
    @Inject(BLOBS) blobs: BlobStore | null,
    private readonly messages: ReceivedMessageRepository,
  ) {
    if (blobs === null) throw new Error('BLOB_MASTER_KEY : clé maîtresse des documents, 32 octets en base64')
    this.blobs = blobs
  }

  async keep(bytes: Buffer): Promise<BlobRef> {
    return this.blobs.put(bytes, MEDIA_TYPE)
  }

  async read({ establishment, messageId, createdAt }: Job): Promise<ReadContent> {
    const received = await this.messages.findById(establishment, messageId)
    if (received === null) throw new Error(`message ${messageId} is not there`)
    const hl7 = Hl7Message.parse(await this.blobs.get(received.content))
    return { hl7, message: readCdaMessage(hl7), sentAt: messageTime(hl7, createdAt) }
  }
}
