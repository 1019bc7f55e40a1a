import { Inject, Injectable } from '@nestjs/common'
import { BlobError, type BlobStore } from '@anamnese/platform-blobs'
import { AuditTrail } from '@anamnese/platform-messaging'
import { Mongo, type QueryFilter } from '@anamnese/platform-mongo'
import { BLOBS, CONFIG } from '@anamnese/platform-service'
import type { ClinicalDocument } from '../documents/document'
import { between } from '../documents/document-filter'
import { DocumentRepository } from '../documents/document.repository'
import { DocumentsConfig } from '../documents.config'
import { PatientRepository } from '../projections/patient.repository'
import type { ExportJob } from './export-job'
import { ExportRepository } from './export.repository'
import { buildVolume, type ExportedDocument } from './volume'

const BATCH = 100
const MAX_DOCUMENTS = 2000
const FORMS = ['cda', 'pdf', 'image', 'original', 'stylesheet'] as const
const DAY_MS = 86_400_000

/** Makes the next volume of an export: one write says that it is there and where the next one begins. */
@Injectable()
export class Exporter {
  constructor(
    private readonly mongo: Mongo,
    private readonly exports: ExportRepository,
    private readonly documents: DocumentRepository,
    private readonly patients: PatientRepository,
    private readonly trail: AuditTrail,
    @Inject(BLOBS) private readonly blobs: BlobStore,
    @Inject(CONFIG) private readonly config: DocumentsConfig,
  ) {}

  async filterOf({
    establishment,
    request,
  }: Pick<ExportJob, 'establishment' | 'request'>): Promise<QueryFilter<ClinicalDocument>> {
    const { patientId, from, to, types, origins } = request
    return {
      deleted: { $exists: false },
      ...(patientId === undefined ? {} : { patientId: { $in: await this.patients.idsOf(establishment, patientId) } }),
      ...(from === undefined && to === undefined ? {} : { validatedAt: between(from, to) }),
      ...(types === undefined || types.length === 0 ? {} : { 'type.code': { $in: types } }),
      ...(origins === undefined || origins.length === 0
        ? {}
        : { origin: { $in: origins as ClinicalDocument['origin'][] } }),
    }
  }

  /** @returns the export after one volume more, or finished */
  async advance(job: ExportJob, leaseMs: number): Promise<ExportJob> {
    const taken = await this.take(job)
    const last = taken.at(-1)?.document
    if (last === undefined) return this.finish(job)
    const blob = await this.blobs.put(await buildVolume(taken, new Date()), 'application/zip')
    const next: ExportJob = {
      ...job,
      volumes: [...job.volumes, { number: job.volumes.length + 1, documents: taken.length, blob }],
      cursor: { validatedAt: last.validatedAt, id: last._id },
      done: job.done + taken.length,
      problems: job.problems + taken.filter(({ problem }) => problem !== undefined).length,
      attempts: 0,
      dueAt: new Date(Date.now() + leaseMs),
    }
    return this.mongo.transaction(async (session) => {
      const patients = new Map(taken.map(({ document, patient }) => [document.patientId, patient]))
      const entries = [...patients].map(([patientId, patient]) => ({
        action: 'document.export',
        patientId,
        object: { kind: 'export', id: job._id },
        ins: patient?.ins !== undefined,
        detail: `demandé par ${job.requestedBy}`,
      }))
      await this.trail.recordAll(undefined, entries, session)
      return this.exports.save(next, session)
    })
  }

  private async finish(job: ExportJob): Promise<ExportJob> {
    const now = new Date()
    const { dueAt: _dueAt, reason: _reason, ...rest } = job
    const expiresAt = new Date(now.getTime() + this.config.EXPORT_DAYS * DAY_MS)
    return this.exports.save({ ...rest, state: 'ready', total: job.done, finishedAt: now.toISOString(), expiresAt })
  }

  /** The documents of the next volume, by date: as many as it holds, one at least. */
  private async take(job: ExportJob): Promise<ExportedDocument[]> {
    const taken: ExportedDocument[] = []
    let [size, cursor] = [0, job.cursor]
    while (size < this.config.EXPORT_VOLUME_BYTES && taken.length < MAX_DOCUMENTS) {
      const batch = await this.batch(job, cursor)
      if (batch.length === 0) break
      const patients = await this.patients.byIds(
        job.establishment,
        batch.map(({ patientId }) => patientId),
      )
      for (const document of batch) {
        const exported = await this.read(document, patients.get(document.patientId))
        size += exported.files.reduce((sum, { bytes }) => sum + bytes.length, 0)
        taken.push(exported)
        cursor = { validatedAt: document.validatedAt, id: document._id }
        if (size >= this.config.EXPORT_VOLUME_BYTES || taken.length >= MAX_DOCUMENTS) break
      }
    }
    return taken
  }

  private async batch(job: ExportJob, cursor: ExportJob['cursor']): Promise<ClinicalDocument[]> {
    const filter = await this.filterOf(job)
    const after: QueryFilter<ClinicalDocument> =
      cursor === undefined
        ? {}
        : {
            $or: [
              { validatedAt: { $gt: cursor.validatedAt } },
              { validatedAt: cursor.validatedAt, _id: { $gt: cursor.id } },
            ],
          }
    const both = { $and: [filter, after] } as QueryFilter<ClinicalDocument>
    return this.documents.find(job.establishment, both, { sort: { validatedAt: 1, _id: 1 }, limit: BATCH })
  }

  /** Altered bytes do not stop an export: the index says which document lacks them. */
  private async read(document: ClinicalDocument, patient: ExportedDocument['patient']): Promise<ExportedDocument> {
    const files: ExportedDocument['files'] = []
    let problem: string | undefined
    for (const form of FORMS) {
      const ref = document[form]
      if (ref === undefined) continue
      try {
        files.push({ form, mediaType: ref.mediaType, bytes: await this.blobs.get(ref) })
      } catch (error) {
        if (!(error instanceof BlobError)) throw error
        problem = `${form} : octets altérés ou manquants (${error.code})`
      }
    }
    return { document, patient, files, ...(problem === undefined ? {} : { problem }) }
  }
}
