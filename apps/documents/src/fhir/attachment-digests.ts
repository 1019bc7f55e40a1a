import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { Actor, BlobRef } from '@anamnese/contracts'
import { BINARY_FORMS } from '@anamnese/interop-fhir-fr'
import { ProblemError } from '@anamnese/platform-http'
import type { ClinicalDocument } from '../documents/document'
import { DocumentBytes } from '../documents/document-bytes'
import { DigestRepository } from './digest.repository'

/** Hashes of the forms of documents, computed once from their bytes. What cannot be read whole has none. */
@Injectable()
export class AttachmentDigests {
  constructor(
    private readonly digests: DigestRepository,
    private readonly bytes: DocumentBytes,
  ) {}

  /** By the id of the blob. */
  async of(actor: Actor, documents: readonly ClinicalDocument[]): Promise<Map<string, string>> {
    const needed = documents.flatMap((document) => refsOf(document).map((ref) => ({ document, ref })))
    const found = await this.digests.known(
      actor.establishment,
      needed.map(({ ref }) => ref.id),
    )
    // One at a time: a page of large documents must not be in memory at once.
    for (const { document, ref } of needed) {
      if (found.has(ref.id)) continue
      const sha1 = await this.compute(actor, document, ref)
      if (sha1 !== undefined) found.set(ref.id, sha1)
    }
    return found
  }

  private async compute(actor: Actor, document: ClinicalDocument, ref: BlobRef): Promise<string | undefined> {
    try {
      const bytes = await this.bytes.read(actor, document, ref)
      const sha1 = createHash('sha1').update(bytes).digest('base64')
      await this.digests.keep(actor.establishment, ref.id, sha1)
      return sha1
    } catch (error) {
      // Altered bytes: the incident is traced, and the description of the document stays readable.
      if (error instanceof ProblemError) return undefined
      throw error
    }
  }
}

export function refsOf(document: ClinicalDocument): BlobRef[] {
  if (document.deleted !== undefined) return []
  return BINARY_FORMS.flatMap((form) => document[form] ?? [])
}
