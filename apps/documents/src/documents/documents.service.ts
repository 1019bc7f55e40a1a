import { Inject, Injectable } from '@nestjs/common'
import type { Actor, DocumentView, Page } from '@anamnese/contracts'
import { pdfName } from '@anamnese/interop-mssante'
import type { BlobStore } from '@anamnese/platform-blobs'
import { notFound } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import type { QueryFilter } from '@anamnese/platform-mongo'
import { assertRecordOpen } from '@anamnese/platform-security'
import { BLOBS } from '@anamnese/platform-service'
import { PatientRepository } from '../projections/patient.repository'
import { sortOf } from '../sorting'
import type { ClinicalDocument } from './document'
import type { DocumentsQuery } from './document.dto'
import { DocumentRepository } from './document.repository'
import { documentView } from './document-view'

const SORTS = {
  validatedAt: 'validatedAt',
  title: 'title',
  type: 'type.code',
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
    @Inject(BLOBS) private readonly blobs: BlobStore,
  ) {}

  async list(actor: Actor, patientId: string, query: DocumentsQuery): Promise<Page<DocumentView>> {
    const records = await this.patients.idsOf(actor.establishment, patientId)
    const filter: QueryFilter<ClinicalDocument> = {
      patientId: { $in: records },
      ...(query.type === undefined ? {} : { 'type.code': query.type }),
      ...(query.superseded === 'false' ? { superseded: false } : {}),
      ...textFilter(query.q),
    }
    const { page, size } = query
    const sort = sortOf(SORTS, query.sort, '-validatedAt')
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
  async content(actor: Actor, documentId: string, form: 'pdf' | 'cda'): Promise<DocumentContent> {
    const document = await this.find(actor, documentId)
    const bytes = await this.blobs.get(document[form])
    await this.trace(actor, 'document.download', document, form)
    return { bytes, mediaType: document[form].mediaType, fileName: await this.fileNameOf(document, form) }
  }

  private async find(actor: Actor, documentId: string): Promise<ClinicalDocument> {
    const document = await this.documents.findById(actor.establishment, documentId)
    if (!document) throw notFound('DOCUMENT.UNKNOWN', 'Ce document n’existe pas.')
    if (actor.patientContext?.patientId !== document.patientId) {
      const current = await this.patients.currentOf(actor.establishment, document.patientId)
      assertRecordOpen(actor, current?._id ?? document.patientId)
    }
    return document
  }

  private async fileNameOf(document: ClinicalDocument, form: 'pdf' | 'cda'): Promise<string> {
    const patient = await this.patients.findById(document.establishment, document.patientId)
    const name = pdfName({
      actDate: document.validatedAt.slice(0, 10),
      typeLabel: document.title,
      family: patient?.traits.birthName ?? '',
      given: patient?.traits.firstBirthGivenName ?? '',
    })
    return form === 'pdf' ? name : name.replace(/pdf$/, 'xml')
  }

  private async trace(
    actor: Actor,
    action: string,
    document: ClinicalDocument,
    detail: string | undefined,
  ): Promise<void> {
    await this.trail.record(actor, {
      action,
      patientId: document.patientId,
      object: { kind: 'document', id: document._id },
      ins: document.withIns && detail !== undefined,
      ...(detail === undefined ? {} : { detail }),
    })
  }
}

/** Each word is looked for in the title, the label of the type and the author; capitals do not matter. */
function textFilter(q: string | undefined): QueryFilter<ClinicalDocument> {
  const words = (q ?? '').split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return {}
  return {
    $and: words.slice(0, 5).map((word) => {
      const pattern = { $regex: word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' }
      return {
        $or: [{ title: pattern }, { 'type.display': pattern }, { 'author.family': pattern }, { stayNumber: word }],
      }
    }),
  }
}
