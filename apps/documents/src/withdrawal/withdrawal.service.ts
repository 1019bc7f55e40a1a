import { Injectable } from '@nestjs/common'
import { type Actor, DocumentWithdrawn } from '@anamnese/contracts'
import { conflict, unprocessable } from '@anamnese/platform-http'
import { AuditTrail, Outbox } from '@anamnese/platform-messaging'
import { ConcurrentChangeError, Mongo } from '@anamnese/platform-mongo'
import type { ClinicalDocument } from '../documents/document'
import { DocumentRepository } from '../documents/document.repository'
import { DocumentsService } from '../documents/documents.service'

/** A validated document that should not be used is withdrawn: it stays, marked, with who, when and why; its bytes do not change. */
@Injectable()
export class WithdrawalService {
  constructor(
    private readonly mongo: Mongo,
    private readonly found: DocumentsService,
    private readonly documents: DocumentRepository,
    private readonly outbox: Outbox,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws ProblemError 409 when it is already withdrawn, deleted or replaced, 422 when it comes from outside */
  async withdraw(actor: Actor, id: string, reason: string): Promise<ClinicalDocument> {
    const document = await this.found.find(actor, id)
    assertWithdrawable(document)
    const withdrawn = { at: new Date().toISOString(), by: actor.name, reason }
    const { establishment, patientId, oid, withIns: ins } = document
    try {
      return await this.mongo.transaction(async (session) => {
        const saved = await this.documents.save({ ...document, withdrawn }, session)
        const told = {
          documentId: id,
          patientId,
          establishment,
          oid,
          by: actor.name,
          reason,
          withdrawnAt: withdrawn.at,
        }
        await this.outbox.append(session, DocumentWithdrawn, patientId, told)
        const object = { kind: 'document', id }
        await this.trail.record(actor, { action: 'document.withdraw', patientId, object, reason, ins }, session)
        return saved
      })
    } catch (error) {
      if (!(error instanceof ConcurrentChangeError)) throw error
      throw conflict('DOCUMENT.CONFLICT', 'Ce document vient de changer.', 'Relisez-le puis recommencez.')
    }
  }
}

function assertWithdrawable({ origin, withdrawn, deleted, superseded }: ClinicalDocument): void {
  if (origin !== 'produced') {
    throw unprocessable(
      'DOCUMENT.NOT_OURS',
      'Seul un document validé ici peut être retiré.',
      'Un document reçu est retiré par qui l’a envoyé.',
    )
  }
  if (deleted !== undefined) throw conflict('DOCUMENT.DELETED', 'Ce document est déjà supprimé.')
  if (withdrawn !== undefined) throw conflict('DOCUMENT.WITHDRAWN', 'Ce document est déjà retiré.')
  if (superseded) {
    throw conflict('DOCUMENT.SUPERSEDED', 'Ce document a été remplacé.', 'Retirez sa version la plus récente.')
  }
}
