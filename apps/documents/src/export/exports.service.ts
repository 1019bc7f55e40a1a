import { Inject, Injectable } from '@nestjs/common'
import { ulid } from 'ulid'
import type { Actor, ExportRequest, Page } from '@anamnese/contracts'
import { BlobError, type BlobStore } from '@anamnese/platform-blobs'
import { conflict, notFound, ProblemError, unprocessable } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { ConcurrentChangeError, Mongo } from '@anamnese/platform-mongo'
import { BLOBS } from '@anamnese/platform-service'
import { DocumentRepository } from '../documents/document.repository'
import { nameOf } from '../projections/patient'
import { PatientRepository } from '../projections/patient.repository'
import type { ExportJob } from './export-job'
import { ExportLoop } from './export-loop'
import { ExportRepository } from './export.repository'
import { Exporter } from './exporter'

/** Exports as an administrator sees them: asked for, followed, downloaded, cancelled. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly mongo: Mongo,
    private readonly exports: ExportRepository,
    private readonly exporter: Exporter,
    private readonly loop: ExportLoop,
    private readonly documents: DocumentRepository,
    private readonly patients: PatientRepository,
    private readonly trail: AuditTrail,
    @Inject(BLOBS) private readonly blobs: BlobStore,
  ) {}

  async ask(actor: Actor, request: ExportRequest): Promise<ExportJob> {
    const { patientId, from, to } = request
    if (patientId === undefined && from === undefined)
      throw unprocessable(
        'EXPORT.TOO_WIDE',
        'Un export porte sur un patient ou sur une période.',
        'Donnez l’un ou l’autre.',
      )
    if (from !== undefined && to !== undefined && to < from)
      throw unprocessable('EXPORT.PERIOD', 'La période se termine avant de commencer.')
    const patient = patientId === undefined ? null : await this.patients.currentOf(actor.establishment, patientId)
    if (patientId !== undefined && !patient) throw unprocessable('PATIENT.UNKNOWN', 'Ce dossier n’existe pas.')
    const { establishment } = actor
    const asked = { establishment, request: onlyKnown({ ...request, ...(patient ? { patientId: patient._id } : {}) }) }
    const total = await this.documents.count(establishment, await this.exporter.filterOf(asked))
    const job = {
      ...asked,
      _id: ulid(),
      ...(patient ? { patientName: nameOf(patient) } : {}),
      state: 'queued' as const,
      requestedBy: actor.name,
      requestedById: actor.id,
      requestedAt: new Date().toISOString(),
      total,
      done: 0,
      problems: 0,
      volumes: [],
      attempts: 0,
      dueAt: new Date(),
    }
    const stored = await this.mongo.transaction(async (session) => {
      const object = { kind: 'export', id: job._id }
      const about = patient ? { patientId: patient._id } : { detail: `du ${from ?? ''} au ${to ?? ''}` }
      await this.trail.record(actor, { action: 'export.request', object, ...about }, session)
      return this.exports.insert(job, session)
    })
    this.loop.nudge()
    return stored
  }

  async list(actor: Actor, page: number, size: number): Promise<Page<ExportJob>> {
    return this.exports.page(actor.establishment, {}, { page, size, sort: { requestedAt: -1, _id: -1 } })
  }

  async read(actor: Actor, id: string): Promise<ExportJob> {
    const job = await this.exports.findById(actor.establishment, id)
    if (!job) throw notFound('EXPORT.UNKNOWN', 'Cet export n’existe pas.')
    return job
  }

  async volume(actor: Actor, id: string, number: number): Promise<Buffer> {
    const job = await this.read(actor, id)
    if (job.state === 'expired' || job.state === 'cancelled')
      throw new ProblemError(
        410,
        'EXPORT.GONE',
        'Les fichiers de cet export ont été effacés.',
        'Demandez-en un nouveau.',
      )
    const volume = job.volumes.find((one) => one.number === number)
    if (volume === undefined || job.state !== 'ready')
      throw conflict('EXPORT.NOT_READY', 'Cet export n’est pas terminé.', 'Attendez qu’il soit prêt.')
    try {
      const bytes = await this.blobs.get(volume.blob)
      const object = { kind: 'export', id }
      await this.trail.record(actor, { action: 'export.download', object, ins: true, detail: `volume ${number}` })
      return bytes
    } catch (error) {
      if (!(error instanceof BlobError)) throw error
      throw new ProblemError(500, 'EXPORT.ALTERED', 'Ce volume est altéré.', 'Demandez un nouvel export.', {
        cause: error,
      })
    }
  }

  async cancel(actor: Actor, id: string): Promise<ExportJob> {
    for (let turn = 0; ; turn += 1) {
      const job = await this.read(actor, id)
      if (job.state === 'cancelled' || job.state === 'expired') return job
      try {
        const cancelled = await this.loop.empty(job, 'cancelled')
        await this.trail.record(actor, { action: 'export.cancel', object: { kind: 'export', id } })
        return cancelled
      } catch (error) {
        // The export goes on meanwhile, a volume at a time.
        if (!(error instanceof ConcurrentChangeError) || turn === 10) throw error
      }
    }
  }
}

/** Without what was not asked: stored, it would come back as null. */
function onlyKnown(request: ExportRequest): ExportRequest {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined))
}
