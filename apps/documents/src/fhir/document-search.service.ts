import { Injectable } from '@nestjs/common'
import type { Actor } from '@anamnese/contracts'
import {
  type BinaryForm,
  type Bundle,
  DOCUMENT_SEARCH,
  type DocumentReference,
  documentReference,
  parseSearch,
  readBinaryId,
  type Search,
  searchset,
} from '@anamnese/interop-fhir-fr'
import { notFound } from '@anamnese/platform-http'
import { AuditTrail, type TrailEntry } from '@anamnese/platform-messaging'
import type { ClinicalDocument } from '../documents/document'
import { DocumentBytes } from '../documents/document-bytes'
import { DocumentRepository } from '../documents/document.repository'
import { DocumentsService, gone } from '../documents/documents.service'
import { PatientRepository } from '../projections/patient.repository'
import { StayRepository } from '../projections/stay.repository'
import { AttachmentDigests } from './attachment-digests'
import { documentFilter } from './document-filter'
import { documentRecord } from './document-record'
import { SearchedRecords } from './searched-records'

export interface BinaryContent {
  document: ClinicalDocument
  form: BinaryForm
  bytes: Buffer
  mediaType: string
  sha256: string
}

/** Documents as FHIR resources (MHD ITI-67, ITI-68): the same rights and traces as the record has. */
@Injectable()
export class DocumentSearchService {
  constructor(
    private readonly records: SearchedRecords,
    private readonly documents: DocumentRepository,
    private readonly reading: DocumentsService,
    private readonly bytes: DocumentBytes,
    private readonly digests: AttachmentDigests,
    private readonly patients: PatientRepository,
    private readonly stays: StayRepository,
    private readonly trail: AuditTrail,
  ) {}

  async search(actor: Actor, query: URLSearchParams, lenient: boolean, base: string): Promise<Bundle> {
    const search = parseSearch(DOCUMENT_SEARCH, query, lenient)
    const whose = await this.records.conditionOf(actor, search, base)
    const all = { $and: [whose.filter, documentFilter(withoutPage(search))] }
    const counted =
      search.total || search.summary === 'count'
        ? await this.documents.page(actor.establishment, all, { page: 1, size: 1 })
        : undefined
    const wanted = search.summary === 'count' ? 0 : search.count
    const field = search.sort.field === 'date' ? 'validatedAt' : '_id'
    const direction = search.sort.descending ? -1 : 1
    const found =
      wanted === 0
        ? []
        : await this.documents.find(
            actor.establishment,
            { $and: [whose.filter, documentFilter(search)] },
            { sort: field === '_id' ? { _id: direction } : { [field]: direction, _id: 1 }, limit: wanted + 1 },
          )
    const shown = found.slice(0, wanted)
    const resources = await this.resourcesOf(actor, shown, base)
    const patientIds = new Set([...whose.patientIds, ...resources.map(patientOf)])
    await this.trace(
      actor,
      [...patientIds].map((patientId) => ({ action: 'document.list', patientId, detail: 'FHIR' })),
    )
    const result = {
      found: resources.map((resource, at) => ({
        resource,
        sortValue: (field === '_id' ? shown[at]?._id : shown[at]?.validatedAt) ?? '',
      })),
      more: found.length > wanted,
      ...(counted === undefined || counted.more === true ? {} : { total: counted.total }),
    }
    return searchset(DOCUMENT_SEARCH, search, result, base)
  }

  async read(actor: Actor, documentId: string, base: string): Promise<DocumentReference> {
    const document = await this.reading.find(actor, documentId)
    const [resource] = await this.resourcesOf(actor, [document], base)
    if (!resource) throw notFound('DOCUMENT.UNKNOWN', 'Ce document n’existe pas.')
    const object = { kind: 'document', id: document._id }
    await this.trace(actor, [{ action: 'document.read', patientId: patientOf(resource), object, detail: 'FHIR' }])
    return resource
  }

  /** The bytes of a form, checked against their hash. */
  async binary(actor: Actor, id: string): Promise<BinaryContent> {
    const asked = readBinaryId(id)
    if (!asked) throw notFound('BINARY.UNKNOWN', 'Ce contenu n’existe pas.')
    const document = await this.reading.find(actor, asked.documentId)
    if (document.deleted !== undefined) throw gone()
    const ref = document[asked.form]
    if (ref === undefined) throw notFound('DOCUMENT.NO_SUCH_FORM', 'Ce document n’existe pas sous cette forme.')
    const bytes = await this.bytes.read(actor, document, ref)
    await this.trace(actor, [
      {
        action: 'document.download',
        patientId: document.patientId,
        object: { kind: 'document', id: document._id },
        ins: document.withIns,
        detail: `FHIR ${asked.form}`,
      },
    ])
    return { document, form: asked.form, bytes, mediaType: ref.mediaType, sha256: ref.sha256 }
  }

  private async resourcesOf(
    actor: Actor,
    documents: readonly ClinicalDocument[],
    base: string,
  ): Promise<DocumentReference[]> {
    const digests = await this.digests.of(actor, documents)
    const numbers = [...new Set(documents.flatMap(({ stayNumber }) => stayNumber ?? []))]
    const stays = numbers.length === 0 ? [] : await this.stays.find(actor.establishment, { number: { $in: numbers } })
    const byNumber = new Map(stays.map((stay) => [stay.number, stay]))
    const ids = [...new Set(documents.map(({ patientId }) => patientId))]
    const current = new Map(
      await Promise.all(ids.map(async (id) => [id, await this.patients.currentOf(actor.establishment, id)] as const)),
    )
    return documents.map((document) => {
      const stay = byNumber.get(document.stayNumber ?? '')
      const patient = current.get(document.patientId) ?? null
      return documentReference(documentRecord(document, { patient, stay, digests }), base)
    })
  }

  private async trace(actor: Actor, entries: readonly TrailEntry[]): Promise<void> {
    const partner = actor.kind === 'client' ? { partner: actor.name } : {}
    await this.trail.recordAll(
      actor,
      entries.map((entry) => ({ ...entry, ...partner })),
    )
  }
}

function withoutPage({ after: _after, ...search }: Search): Search {
  return search
}

function patientOf(resource: DocumentReference): string {
  return resource.subject?.reference?.replace(/^Patient\//, '') ?? ''
}
