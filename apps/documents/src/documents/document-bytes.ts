import { Inject, Injectable } from '@nestjs/common'
import type { Actor, BlobRef } from '@anamnese/contracts'
import { BlobError, type BlobStore } from '@anamnese/platform-blobs'
import { ProblemError } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { BLOBS } from '@anamnese/platform-service'
import type { ClinicalDocument } from './document'

/** The bytes of documents, checked against their hash at each reading: altered, they are not shown, and the failure is traced. */
@Injectable()
export class DocumentBytes {
  constructor(
    private readonly trail: AuditTrail,
    @Inject(BLOBS) private readonly blobs: BlobStore,
  ) {}

  /** @throws ProblemError `DOCUMENT.ALTERED` */
  async read(
    actor: Actor | undefined,
    document: Pick<ClinicalDocument, '_id' | 'patientId'>,
    ref: BlobRef,
  ): Promise<Buffer> {
    try {
      return await this.blobs.get(ref)
    } catch (error) {
      if (!(error instanceof BlobError)) throw error
      await this.trail.record(actor, {
        action: 'document.integrity',
        outcome: 'failure',
        patientId: document.patientId,
        object: { kind: 'document', id: document._id },
        detail: error.code,
      })
      throw new ProblemError(
        500,
        'DOCUMENT.ALTERED',
        'Ce document n’est plus tel qu’il a été gardé : il n’est pas montré.',
        'L’incident est tracé. Prévenez l’administrateur, qui peut le restaurer d’une sauvegarde.',
        { cause: error },
      )
    }
  }
}
