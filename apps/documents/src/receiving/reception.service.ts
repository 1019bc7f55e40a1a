import { Inject, Injectable } from '@nestjs/common'
import { ulid } from 'ulid'
import type { Actor } from '@anamnese/contracts'
import type { Code } from '@anamnese/domain-professional-ids'
import { findCode, J07_DOCUMENT_TYPE } from '@anamnese/domain-value-sets'
import type { BlobStore } from '@anamnese/platform-blobs'
import { ProblemError, unprocessable } from '@anamnese/platform-http'
import { assertRecordOpen } from '@anamnese/platform-security'
import { BLOBS } from '@anamnese/platform-service'
import type { Arrival } from './arrival'
import { ArrivalRepository } from './arrival.repository'
import { ExaminationLoop } from './examination-loop'
import type { ReceiveDto } from './received.dto'

/** how long the end of an examination by someone else is waited for: 5 s */
const TURN_MS = 100
const TURNS = 50

/** Takes a file in: kept before anything is said or looked at, then examined at once. */
@Injectable()
export class ReceptionService {
  constructor(
    private readonly arrivals: ArrivalRepository,
    private readonly loop: ExaminationLoop,
    @Inject(BLOBS) private readonly blobs: BlobStore,
  ) {}

  async receive(actor: Actor, bytes: Buffer, query: ReceiveDto): Promise<Arrival> {
    if (bytes.length === 0) throw unprocessable('DOCUMENT.EMPTY', 'Le fichier est vide.', 'Choisissez-en un autre.')
    const { patientId, title, fileName } = query
    if (patientId !== undefined) assertRecordOpen(actor, patientId)
    const type = typeOf(query.type)
    const content = await this.blobs.put(bytes, 'application/octet-stream')
    const at = new Date()
    const stored = await this.arrivals.insert({
      _id: ulid(),
      establishment: actor.establishment,
      origin: 'file',
      action: 'initial',
      state: 'received',
      content,
      ...(fileName === undefined ? {} : { fileName }),
      ...(type === undefined ? {} : { type }),
      ...(title === undefined ? {} : { title }),
      ...(patientId === undefined ? {} : { choice: { patientId, by: actor.name, byId: actor.id } }),
      receivedAt: at.toISOString(),
      receivedBy: actor.name,
      findings: [],
      history: [{ at: at.toISOString(), state: 'received', by: actor.name }],
      attempts: 0,
      dueAt: at,
    })
    return this.examined(stored)
  }

  /** The arrival once examined; when the loop or another replica is at it, its end is waited for a little. It is kept in any case. */
  async examined(stored: Arrival): Promise<Arrival> {
    const done = await this.loop.examineNow(stored._id)
    return done ?? this.endOf(stored)
  }

  private async endOf(stored: Arrival): Promise<Arrival> {
    for (let turn = 0; ; turn += 1) {
      const now = (await this.arrivals.findById(stored.establishment, stored._id)) ?? stored
      // A reason says why it waits: its end is not near.
      if (now.state !== 'received' || now.reason !== undefined || turn === TURNS) return now
      await new Promise((done) => setTimeout(done, TURN_MS))
    }
  }
}

/** @throws ProblemError 422 for a code that is not of the value set */
export function typeOf(code: string | undefined): Code | undefined {
  if (code === undefined) return undefined
  const found = findCode(J07_DOCUMENT_TYPE, code)
  if (found) return found
  throw new ProblemError(422, 'DOCUMENT.UNKNOWN_TYPE', 'Ce type de document n’existe pas.', undefined, {
    errors: [{ field: 'type', message: 'code du jeu de valeurs J07, par exemple 11490-0' }],
  })
}
