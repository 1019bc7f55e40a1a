import { Inject, Injectable } from '@nestjs/common'
import type { Actor, Page } from '@anamnese/contracts'
import type { BlobStore } from '@anamnese/platform-blobs'
import { conflict, notFound, unprocessable } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { ConcurrentChangeError, type QueryFilter } from '@anamnese/platform-mongo'
import { BLOBS } from '@anamnese/platform-service'
import { PatientRepository } from '../projections/patient.repository'
import { sortOf } from '../sorting'
import { type Arrival, inState, TO_TREAT } from './arrival'
import { ArrivalRepository } from './arrival.repository'
import { FilingService } from './filing.service'
import type { ArrivalsQuery, AttachDto, DismissDto } from './received.dto'
import { ReceptionService, typeOf } from './reception.service'

const SORTS = { receivedAt: 'receivedAt', state: 'state', origin: 'origin', title: 'document.title' }

/** What arrived and waits for a person: to be attached, examined again, or put aside with a reason. */
@Injectable()
export class ReceivedWorklistService {
  constructor(
    private readonly arrivals: ArrivalRepository,
    private readonly patients: PatientRepository,
    private readonly reception: ReceptionService,
    private readonly filing: FilingService,
    private readonly trail: AuditTrail,
    @Inject(BLOBS) private readonly blobs: BlobStore,
  ) {}

  async list(actor: Actor, query: ArrivalsQuery): Promise<Page<Arrival>> {
    const { page, size, origin, q } = query
    const states = query.state === undefined ? [...TO_TREAT] : query.state.split(',')
    const filter: QueryFilter<Arrival> = {
      state: { $in: states as Arrival['state'][] },
      ...(origin === undefined ? {} : { origin }),
      ...(q === undefined || q === '' ? {} : { $or: textConditions(q) }),
    }
    const sort = sortOf(SORTS, query.sort, '-receivedAt')
    const found = await this.arrivals.page(actor.establishment, filter, { page, size, sort })
    if (found.items.length > 0)
      await this.trail.record(actor, {
        action: 'arrival.list',
        ins: found.items.some(({ patient }) => patient?.ins !== undefined),
      })
    return found
  }

  async read(actor: Actor, id: string): Promise<Arrival> {
    const arrival = await this.find(actor, id)
    await this.trace(actor, 'arrival.read', arrival)
    return arrival
  }

  /** The bytes as they came, for who has to decide; never those of a virus. */
  async content(actor: Actor, id: string): Promise<{ bytes: Buffer; fileName: string }> {
    const arrival = await this.find(actor, id)
    if (arrival.state === 'infected' || arrival.scannedBy === undefined)
      throw unprocessable('ARRIVAL.NOT_SAFE', 'Ce fichier n’a pas passé l’antivirus : il ne se télécharge pas.')
    if (arrival.content === undefined) throw notFound('ARRIVAL.EMPTY', 'Ce retrait ne porte aucun document.')
    const bytes = await this.blobs.get(arrival.content)
    await this.trace(actor, 'arrival.download', arrival)
    return { bytes, fileName: arrival.fileName ?? `${arrival._id}.bin` }
  }

  async attach(actor: Actor, id: string, request: AttachDto): Promise<Arrival> {
    const arrival = await this.find(actor, id)
    if (arrival.state === 'integrated' && arrival.patientId === request.patientId) return arrival
    if (arrival.state !== 'to-attach' && arrival.state !== 'conflict')
      throw conflict('ARRIVAL.NOT_WAITING', 'Ce document n’attend pas d’être rattaché.', 'Relisez la liste.')
    const patient = await this.patients.currentOf(actor.establishment, request.patientId)
    if (!patient) throw unprocessable('PATIENT.UNKNOWN', 'Ce dossier n’existe pas.', 'Choisissez-en un autre.')
    const type = typeOf(request.type)
    const { despiteDifferences, keepBoth, title } = request
    const choice = {
      patientId: patient._id,
      by: actor.name,
      byId: actor.id,
      ...(despiteDifferences === undefined ? {} : { despiteDifferences }),
      ...(keepBoth === undefined ? {} : { keepBoth }),
    }
    const change = { choice, ...(type === undefined ? {} : { type }), ...(title === undefined ? {} : { title }) }
    const saved = await this.again(actor, arrival, request.version, change)
    await this.trace(actor, 'arrival.attach', { ...saved, patientId: patient._id })
    return this.reception.examined(saved)
  }

  async retry(actor: Actor, id: string, version: number): Promise<Arrival> {
    const arrival = await this.find(actor, id)
    if (!['failed', 'refused', 'to-attach', 'conflict'].includes(arrival.state))
      throw conflict('ARRIVAL.NOT_WAITING', 'Ce document n’attend pas un nouvel examen.', 'Relisez la liste.')
    return this.reception.examined(await this.again(actor, arrival, version, {}))
  }

  async dismiss(actor: Actor, id: string, { version, reason }: DismissDto): Promise<Arrival> {
    const arrival = await this.find(actor, id)
    if (arrival.state === 'dismissed') return arrival
    if (!TO_TREAT.includes(arrival.state))
      throw conflict('ARRIVAL.NOT_WAITING', 'Ce document n’est plus en attente.', 'Relisez la liste.')
    this.assertVersion(arrival, version)
    const change = { by: actor.name, reason: { code: 'ARRIVAL.DISMISSED', message: reason } }
    return this.guarded(() => this.filing.settle(arrival, 'dismissed', change, actor))
  }

  private async again(actor: Actor, arrival: Arrival, version: number, change: Partial<Arrival>): Promise<Arrival> {
    this.assertVersion(arrival, version)
    const next = inState(arrival, 'received', { ...change, by: actor.name })
    return this.guarded(() => this.arrivals.save({ ...next, attempts: 0, dueAt: new Date() }))
  }

  private assertVersion(arrival: Arrival, version: number): void {
    if (arrival.version !== version) throw changed()
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw error instanceof ConcurrentChangeError ? changed() : error
    }
  }

  private async find(actor: Actor, id: string): Promise<Arrival> {
    const arrival = await this.arrivals.findById(actor.establishment, id)
    if (!arrival) throw notFound('ARRIVAL.UNKNOWN', 'Ce document reçu n’existe pas.')
    return arrival
  }

  private trace(actor: Actor, action: string, { _id: id, patientId, patient }: Arrival): Promise<void> {
    return this.trail.record(actor, {
      action,
      ...(patientId === undefined ? {} : { patientId }),
      object: { kind: 'arrival', id },
      ins: patient?.ins !== undefined,
    })
  }
}

function changed(): Error {
  return conflict('ARRIVAL.CONFLICT', 'Quelqu’un vient de traiter ce document.', 'Relisez-le.')
}

function textConditions(q: string): QueryFilter<Arrival>[] {
  const pattern = { $regex: q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' }
  return ['document.title', 'patient.birthName', 'fileName', 'sender', 'subject'].map((field) => ({ [field]: pattern }))
}
