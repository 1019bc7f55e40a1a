import { Inject, Injectable } from '@nestjs/common'
import type { Actor, CodedResult, DocumentBody, DocumentReading } from '@anamnese/contracts'
import { CdaError } from '@anamnese/interop-cda'
import { type CdaReading, gravityOf, readCda } from '@anamnese/interop-cda-view'
import { XmlError } from '@anamnese/interop-xml'
import { notFound } from '@anamnese/platform-http'
import { CONFIG } from '@anamnese/platform-service'
import type { ClinicalDocument } from '../documents/document'
import { DocumentBytes } from '../documents/document-bytes'
import { DocumentRepository } from '../documents/document.repository'
import { documentView } from '../documents/document-view'
import { DocumentsService, gone } from '../documents/documents.service'
import { DocumentsConfig } from '../documents.config'
import { PatientRepository } from '../projections/patient.repository'
import { ArrivalRepository } from '../receiving/arrival.repository'
import { bodyOfFile } from './body'
import { dateOf, headerFacts } from './header-facts'

/** A CDA that heavy has its PDF beside it: reading it whole again for a few lines would make people wait. */
const MAX_PARSED_WITH_PDF = 5_000_000
const MAX_VERSIONS = 100

type Read = { reading: CdaReading } | { unreadable: string } | undefined

/** The reading room: any document shown safely, the PDF first when there is one, its versions beside it. */
@Injectable()
export class ReadingService {
  constructor(
    private readonly service: DocumentsService,
    private readonly documents: DocumentRepository,
    private readonly patients: PatientRepository,
    private readonly arrivals: ArrivalRepository,
    private readonly bytes: DocumentBytes,
    @Inject(CONFIG) private readonly config: DocumentsConfig,
  ) {}

  async view(actor: Actor, documentId: string): Promise<DocumentReading> {
    const document = await this.service.find(actor, documentId)
    const read = await this.read(actor, document)
    const reading = read && 'reading' in read ? read.reading : undefined
    const body = await this.bodyOf(actor, document, read)
    await this.service.trace(actor, 'document.read', document, body.kind)
    return {
      document: documentView(document),
      body,
      ...(reading === undefined || reading.sections.length === 0 ? {} : { narrative: reading.sections }),
      results: reading === undefined ? [] : this.resultsOf(reading),
      versions: (await this.versionsOf(document)).map(documentView),
      header: reading === undefined ? [] : headerFacts(reading.header, this.config.TIME_ZONE),
      findings: await this.findingsOf(document),
      presentation: {
        by: body.kind === 'pdf' ? 'producer-pdf' : body.kind === 'html' ? 'producer-html' : 'own',
        stylesheetKept: document.stylesheet !== undefined || reading?.stylesheet === 'self-presenting',
      },
    }
  }

  /** An image of the narrative, by its number. */
  async image(actor: Actor, documentId: string, number: number): Promise<{ bytes: Buffer; mediaType: string }> {
    const document = await this.service.find(actor, documentId)
    const read = await this.read(actor, document, true)
    const image = read && 'reading' in read ? read.reading.images[number] : undefined
    if (image === undefined) throw notFound('DOCUMENT.NO_SUCH_IMAGE', 'Ce document n’a pas cette image.')
    await this.service.trace(actor, 'document.download', document, `image ${number}`)
    return image
  }

  private async read(actor: Actor, document: ClinicalDocument, whole = false): Promise<Read> {
    const { cda, pdf, deleted } = document
    if (cda === undefined || deleted !== undefined) return undefined
    if (!whole && pdf !== undefined && cda.size > MAX_PARSED_WITH_PDF) return undefined
    const bytes = await this.bytes.read(actor, document, cda)
    try {
      return { reading: readCda(bytes) }
    } catch (error) {
      if (error instanceof CdaError || error instanceof XmlError) return { unreadable: error.message }
      throw error
    }
  }

  private async bodyOf(actor: Actor, document: ClinicalDocument, read: Read): Promise<DocumentBody> {
    const { deleted, pdf, image, original } = document
    if (deleted !== undefined) return { kind: 'none', message: gone().title }
    if (pdf !== undefined) return { kind: 'pdf' }
    if (image !== undefined) return { kind: 'image', mediaType: image.mediaType }
    if (original !== undefined) return bodyOfFile(await this.bytes.read(actor, document, original))
    if (read === undefined) return { kind: 'none', message: 'Ce document n’a pas de contenu.' }
    if ('unreadable' in read) return { kind: 'none', message: read.unreadable }
    const { file, sections } = read.reading
    if (file !== undefined) return bodyOfFile(file.bytes)
    return sections.length > 0
      ? { kind: 'narrative' }
      : { kind: 'none', message: 'Ce document n’a qu’un en-tête : son corps est vide.' }
  }

  /** What asks for action first; the order of the document otherwise. */
  private resultsOf({ results }: CdaReading): CodedResult[] {
    const sorted = [...results].sort((left, right) => gravityOf(right.flag) - gravityOf(left.flag))
    return sorted.map(({ at, ...result }) => {
      const instant = dateOf(at, this.config.TIME_ZONE)
      return { ...result, ...(instant === undefined ? {} : { at: instant }) }
    })
  }

  private async versionsOf({ establishment, patientId, setId }: ClinicalDocument): Promise<ClinicalDocument[]> {
    const current = await this.patients.currentOf(establishment, patientId)
    const records = await this.patients.idsOf(establishment, current?._id ?? patientId)
    const filter = { setId, patientId: { $in: records } }
    return this.documents.find(establishment, filter, { sort: { versionNumber: -1 }, limit: MAX_VERSIONS })
  }

  private async findingsOf({ establishment, received, _id }: ClinicalDocument): Promise<DocumentReading['findings']> {
    if (received === undefined) return []
    const arrival = await this.arrivals.findOne(establishment, { _id: received.arrivalId, documentId: _id })
    return arrival?.findings ?? []
  }
}
