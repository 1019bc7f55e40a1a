import { buildZam, type ExchangeParties } from '@anamnese/interop-cda-hl7'
import { components, type Hl7Message } from '@anamnese/interop-hl7v2'
import { ulid } from 'ulid'
import type { Job, JobError } from '../jobs/job'
import type { Zam } from './zam'

/**
 * The business acknowledgement of a finished job: Z01 for the DMP, Z02 for a mailbox. A refusal is told even when no
 * acknowledgement was asked for, for the DPI would otherwise believe that its document arrived.
 *
 * @param received the message that asked for the job: the parties of the answer are its own, swapped
 */
export function zamOf(job: Job, received: Hl7Message, at: Date): Zam | undefined {
  const success = job.state === 'accepted'
  if (!job.acknowledge && success) return undefined
  const id = ulid(at.getTime())
  const controlId = `Z${id.slice(-19)}`
  const bytes = buildZam({
    ...swapped(received),
    kind: job.channel === 'DMP' ? 'dmp' : 'mss-reception',
    controlId,
    at,
    processingId: processingId(received.get('MSH-11')),
    originalControlId: job.controlId,
    success,
    ...(job.recipient === undefined ? {} : { mailbox: { address: job.recipient } }),
    ...(success || job.error === undefined ? {} : { error: errorOf(job.error) }),
  })
  return {
    _id: id,
    establishment: job.establishment,
    version: 1,
    jobId: job._id,
    controlId,
    originalControlId: job.controlId,
    bytes,
    state: 'pending',
    attempts: 0,
    createdAt: at,
    changedAt: at,
    nextAttemptAt: at,
  }
}

function swapped(received: Hl7Message): ExchangeParties {
  const party = (field: number): ReturnType<typeof components> => components(...received.msh.field(field).components())
  return {
    sendingApplication: party(5),
    sendingFacility: party(6),
    receivingApplication: party(3),
    receivingFacility: party(4),
  }
}

function processingId(value: string | undefined): 'P' | 'T' | 'D' {
  return value === 'T' || value === 'D' ? value : 'P'
}

function errorOf({ code, label }: JobError): JobError {
  return { code, label: label.slice(0, 500) }
}
