import type { BlobRef, ExportRequest, ExportView } from '@anamnese/contracts'
import type { Stored } from '@anamnese/platform-mongo'

export interface Volume {
  number: number
  documents: number
  blob: BlobRef
}

/** An export, worked off volume by volume: what is done is kept, whoever goes on with it. */
export interface ExportJob extends Stored {
  request: ExportRequest
  patientName?: string
  state: ExportView['state']
  requestedBy: string
  requestedById: string
  requestedAt: string
  finishedAt?: string
  expiresAt?: Date
  total: number
  done: number
  problems: number
  volumes: Volume[]
  /** the last document of the last volume */
  cursor?: { validatedAt: string; id: string }
  reason?: string
  attempts: number
  /** when a replica may take it: the end of the lease of the one that has it */
  dueAt?: Date
}

const DAY = new Intl.DateTimeFormat('fr-FR', { day: '2-digit', month: '2-digit', year: 'numeric' })

export function exportView(job: ExportJob): ExportView {
  const { _id: id, version, request, patientName, state, requestedBy, requestedAt, finishedAt, expiresAt } = job
  return {
    id,
    version,
    request,
    ...(patientName === undefined ? {} : { patientName }),
    state,
    sentence: sentenceOf(job),
    requestedBy,
    requestedAt,
    ...(finishedAt === undefined ? {} : { finishedAt }),
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt.toISOString() }),
    total: job.total,
    done: job.done,
    problems: job.problems,
    size: job.volumes.reduce((size, { blob }) => size + blob.size, 0),
    volumes: job.volumes.map(({ number, documents, blob: { size, sha256 } }) => ({ number, documents, size, sha256 })),
  }
}

function sentenceOf({ state, done, total, problems, expiresAt, reason }: ExportJob): string {
  const some = problems === 0 ? '' : ` ${problems} document(s) n’ont pas pu être exportés : l’index dit lesquels.`
  switch (state) {
    case 'queued':
      return 'En attente.'
    case 'running':
      return `En cours : ${done} document(s) sur ${total}.`
    case 'ready':
      return total === 0
        ? 'Terminé : aucun document ne répond à la demande.'
        : `Prêt : ${done} document(s), à télécharger jusqu’au ${expiresAt ? DAY.format(expiresAt) : ''}.${some}`
    case 'failed':
      return `Arrêté : ${reason ?? 'une erreur inattendue'}. Relancez-le.`
    case 'cancelled':
      return 'Annulé.'
    case 'expired':
      return 'Expiré : ses fichiers ont été effacés. Demandez-en un nouveau.'
  }
}
