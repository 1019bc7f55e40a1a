import { Injectable } from '@nestjs/common'
import type { Actor, BlobRef } from '@anamnese/contracts'
import { conflict, notFound } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { type ClientSession, ConcurrentChangeError, Mongo } from '@anamnese/platform-mongo'
import type { ClinicalDocument } from '../documents/document'
import { DocumentRepository } from '../documents/document.repository'
import { ArrivalRepository } from '../receiving/arrival.repository'
import { PurgeRepository } from './purge.repository'

const FORMS = ['cda', 'pdf', 'image', 'original', 'stylesheet'] as const
const AUTOMATIC = 'Traitement automatique'

/** Legal hold and deletion. What is deleted leaves its tombstone: who, when, why; its bytes are removed after the fact is written. */
@Injectable()
export class KeepingService {
  constructor(
    private readonly mongo: Mongo,
    private readonly documents: DocumentRepository,
    private readonly arrivals: ArrivalRepository,
    private readonly purges: PurgeRepository,
    private readonly trail: AuditTrail,
  ) {}

  async hold(actor: Actor, id: string, reason: string): Promise<ClinicalDocument> {
    return this.change(actor, id, 'document.hold', reason, async (document, session) => {
      assertThere(document)
      return this.documents.save({ ...document, hold: { at: now(), by: actor.name, reason } }, session)
    })
  }

  async release(actor: Actor, id: string, reason: string): Promise<ClinicalDocument> {
    return this.change(actor, id, 'document.release', reason, async ({ hold, ...document }, session) => {
      if (hold === undefined) throw conflict('DOCUMENT.NOT_HELD', 'Ce document n’est pas bloqué.')
      return this.documents.save(document, session)
    })
  }

  /** @param actor undefined for the end of a retention */
  async delete(
    actor: Actor | undefined,
    id: string,
    reason: string,
    establishment?: string,
  ): Promise<ClinicalDocument> {
    const within = actor?.establishment ?? establishment ?? ''
    return this.change(
      actor,
      id,
      'document.delete',
      reason,
      async (document, session) => {
        assertThere(document)
        if (document.hold !== undefined)
          throw conflict(
            'DOCUMENT.HELD',
            `Ce document est bloqué : ${document.hold.reason}.`,
            'Levez le blocage d’abord.',
          )
        const refs = FORMS.flatMap((form) => document[form] ?? [])
        await this.purge(within, refs, session)
        const arrival =
          document.received && (await this.arrivals.findById(within, document.received.arrivalId, session))
        if (arrival) {
          const { content: _content, stylesheet: _stylesheet, ...kept } = arrival
          await this.arrivals.save(kept, session)
        }
        const { cda: _cda, pdf: _pdf, image: _image, original: _original, stylesheet: _sheet, ...tombstone } = document
        const deleted = { at: now(), by: actor?.name ?? AUTOMATIC, reason }
        return this.documents.save({ ...tombstone, deleted }, session)
      },
      within,
    )
  }

  /** The bytes go once the transaction is done: a row each, worked off by the loop. */
  async purge(establishment: string, refs: readonly Pick<BlobRef, 'id'>[], session: ClientSession): Promise<void> {
    for (const id of new Set(refs.map((ref) => ref.id)))
      await this.purges.insert({ _id: id, establishment, dueAt: new Date() }, session)
  }

  private async change(
    actor: Actor | undefined,
    id: string,
    action: string,
    reason: string,
    work: (document: ClinicalDocument, session: ClientSession) => Promise<ClinicalDocument>,
    establishment = actor?.establishment ?? '',
  ): Promise<ClinicalDocument> {
    try {
      return await this.mongo.transaction(async (session) => {
        const document = await this.documents.findById(establishment, id, session)
        if (!document) throw notFound('DOCUMENT.UNKNOWN', 'Ce document n’existe pas.')
        const saved = await work(document, session)
        const { patientId } = saved
        await this.trail.record(actor, { action, patientId, object: { kind: 'document', id }, reason }, session)
        return saved
      })
    } catch (error) {
      if (!(error instanceof ConcurrentChangeError)) throw error
      throw conflict('DOCUMENT.CONFLICT', 'Ce document vient de changer.', 'Relisez-le puis recommencez.')
    }
  }
}

function assertThere({ deleted }: ClinicalDocument): void {
  if (deleted !== undefined) throw conflict('DOCUMENT.DELETED', 'Ce document est déjà supprimé.')
}

function now(): string {
  return new Date().toISOString()
}
