import { Injectable } from '@nestjs/common'
import type { Actor, DocumentForm, DocumentView, Page } from '@anamnese/contracts'
import { pdfName } from '@anamnese/interop-mssante'
import { notFound, ProblemError } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { assertRecordOpen } from '@anamnese/platform-security'
import { PatientRepository } from '../projections/patient.repository'
import { sortOf } from '../sorting'
import type { ClinicalDocument } from './document'
import type { DocumentsQuery } from './document.dto'
import { DocumentBytes } from './document-bytes'
import { documentFilter } from './document-filter'
import { DocumentRepository } from './document.repository'
import { documentView } from './document-view'
import { extensionOf } from './media-types'

const SORTS = {
  validatedAt: 'validatedAt',
  title: 'title',
  type: 'type.code',
  origin: 'origin',
  author: 'author.family',
  versionNumber: 'versionNumber',
}

export interface DocumentContent {
  bytes: Buffer
  mediaType: string
  fileName: string
}

/** The documents of a record, those of the records merged into it included; every reading leaves its trace. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly documents: DocumentRepository,
    private readonly patients: PatientRepository,
    private readonly trail: AuditTrail,
    private readonly bytes: DocumentBytes,
  ) {}

  async list(actor: Actor, patientId: string, query: DocumentsQuery): Promise<Page<DocumentView>> {
    const records = await this.patients.idsOf(actor.establishment, patientId)
    const { page, size } = query
    const sort = sortOf(SORTS, query.sort, '-validatedAt')
    const filter = documentFilter(records, query)
    const found = await this.documents.page(actor.establishment, filter, { page, size, sort })
    await this.trail.record(actor, { action: 'document.list', patientId })
    return { ...found, items: found.items.map(documentView) }
  }

  async read(actor: Actor, documentId: string): Promise<ClinicalDocument> {
    const document = await this.find(actor, documentId)
    await this.trace(actor, 'document.read', document, undefined)
    return document
  }

  /** The bytes, decrypted and checked against their hash. */
  async content(actor: Actor, documentId: string, form: DocumentForm): Promise<DocumentContent> {
    const document = await this.find(actor, documentId)
    if (document.deleted !== undefined) throw gone()
    const ref = document[form]
    if (ref === undefined) throw notFound('DOCUMENT.NO_SUCH_FORM', 'Ce document n’existe pas sous cette forme.')
    const bytes = await this.bytes.read(actor, document, ref)
    await this.trace(actor, 'document.download', document, form)
    return { bytes, mediaType: ref.mediaType, fileName: await this.fileNameOf(document, ref.mediaType) }
  }

  /** The document, for whoever may open the record that it is in now. */
  async find(actor: Actor, documentId: string): Promise<ClinicalDocument> {
    const document = await this.documents.findById(actor.establishment, documentId)
    if (!document) throw notFound('DOCUMENT.UNKNOWN', 'Ce document n’existe pas.')
    if (actor.patientContext?.patientId !== document.patientId) {
      const current = await this.patients.currentOf(actor.establishment, document.patientId)
      assertRecordOpen(actor, current?._id ?? document.patientId)
    }
    return document
  }

  async trace(actor: Actor, action: string, document: ClinicalDocument, detail: string | undefined): Promise<void> {
    await this.trail.record(actor, {
      action,
      patientId: document.patientId,
      object: { kind: 'document', id: document._id },
      ins: document.withIns && detail !== undefined,
      ...(detail === undefined ? {} : { detail }),
    })
  }

  private async fileNameOf(document: ClinicalDocument, mediaType: string): Promise<string> {
    const patient = await this.patients.findById(document.establishment, document.patientId)
    const name = pdfName({
      actDate: document.validatedAt.slice(0, 10),
      typeLabel: document.title,
      family: patient?.traits.birthName ?? '',
      given: patient?.traits.firstBirthGivenName ?? '',
    })
    return name.replace(/pdf$/, extensionOf(mediaType))
  }
}

export function gone(): ProblemError {
  return new ProblemError(410, 'DOCUMENT.DELETED', 'Ce document a été supprimé : il n’en reste que la trace.')
}
