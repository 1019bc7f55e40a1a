import { randomInt } from 'node:crypto'
import type { CdaMessage, HlParticipant } from '@anamnese/interop-cda-hl7'
import { mailAddress, PATIENT_DOMAIN } from '@anamnese/interop-mssante'
import { monotonicFactory } from 'ulid'
import type { Channel, Job } from './job'

/** What the jobs of a message take from its reception. */
export interface JobContext {
  establishment: string
  messageId: string
  /** root of the OIDs of the hospital */
  oidRoot: string
  at: Date
}

const nextId = monotonicFactory()

/** The jobs that a message asks for: one for the DMP, one per mailbox. */
export function jobsOf(message: CdaMessage, context: JobContext): Job[] {
  const { flags } = message
  const jobs: Job[] = []
  if (flags.destDmp) jobs.push(job(message, context, 'DMP'))
  for (const recipient of recipientsOf(message)) {
    const toPatient = recipient.address.endsWith(`@${PATIENT_DOMAIN}`)
    const wanted = toPatient ? flags.destMssPatient : flags.destMssPs
    if (wanted) jobs.push(job(message, context, toPatient ? 'MSS_PATIENT' : 'MSS_PRO', recipient))
  }
  return jobs
}

interface Recipient {
  address: string
  name?: string
}

/** Mailboxes of the PRT RCT, each once. */
function recipientsOf({ participants }: CdaMessage): Recipient[] {
  const found = new Map<string, Recipient>()
  for (const participant of participants) {
    if (participant.participation !== 'RCT' || participant.address === undefined) continue
    const address = mailAddress(participant.address)
    const name = nameOf(participant)
    if (!found.has(address)) found.set(address, { address, ...(name === undefined ? {} : { name }) })
  }
  return [...found.values()]
}

function nameOf({ person, organization }: HlParticipant): string | undefined {
  const name = [person?.given, person?.family].filter((part) => part !== undefined).join(' ')
  return name === '' ? organization?.name : name
}

function job(message: CdaMessage, context: JobContext, channel: Channel, recipient?: Recipient): Job {
  const { establishment, messageId, oidRoot, at } = context
  const [document] = message.documents
  return {
    _id: nextId(at.getTime()),
    establishment,
    version: 1,
    messageId,
    controlId: message.controlId,
    channel,
    ...(recipient === undefined ? {} : { recipient: recipient.address }),
    ...(recipient?.name === undefined ? {} : { recipientName: recipient.name }),
    lane: [channel, recipient?.address ?? '', patientKey(message)].join(' '),
    operation: message.operation,
    documentId: document?.id?.root ?? '',
    documentType: document?.code ?? '',
    acknowledge: message.flags.ackReception,
    state: 'pending',
    attempts: 0,
    failures: 0,
    uncertain: false,
    submissionSetId: newOid(oidRoot, 5, at),
    signatureId: newOid(oidRoot, 6, at),
    createdAt: at,
    changedAt: at,
    nextAttemptAt: at,
    history: [{ at, state: 'pending', sentence: 'Reçu, en attente d’envoi.' }],
  }
}

function patientKey({ patient }: CdaMessage): string {
  const [first] = patient.ids
  return first === undefined ? '' : `${first.authority ?? first.namespace ?? ''} ${first.value}`
}

/** A new OID under an arc of the hospital: the instant, and nine random digits. */
export function newOid(root: string, arc: number, at: Date): string {
  return `${root}.${arc}.${at.getTime()}${String(randomInt(1_000_000_000)).padStart(9, '0')}`
}
