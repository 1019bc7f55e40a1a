import { randomUUID } from 'node:crypto'
import type { CdaMessage } from '@anamnese/interop-cda-hl7'
import { INS_ROOTS } from '@anamnese/interop-cda'
import type { Ins } from '@anamnese/domain-ins'
import { buildEnvelope, type SoapClient, type SoapMessage } from '@anamnese/interop-soap'
import { buildVihf, type VihfDialect, type VihfSoftware } from '@anamnese/interop-vihf'
import type { SigningKey } from '@anamnese/interop-xmldsig'
import {
  buildGetDocuments,
  buildIti41,
  ITI18_ACTION,
  ITI41_ACTION,
  prepareDmpSubmission,
  readQueryResponse,
  readRegistryResponse,
  XdsError,
  type Iti41Request,
} from '@anamnese/interop-xds'
import type { DeliveryChannel, JobContent } from '../jobs/channel'
import type { Job, Outcome } from '../jobs/job'
import { contentTypeOf } from './content-type'
import { outcomeOfError, outcomeOfPreparation, outcomeOfResponse } from './outcome'
import { senderOf, type OwnStructure } from './sender'
import { targetOf, type Target } from './target'

export interface DmpSettings {
  repositoryUrl: string
  registryUrl: string
  /** ORG SIGN */
  seal: SigningKey
  own: OwnStructure
  sourceId: string
  sector: string
  software: VihfSoftware
  dialect: Partial<VihfDialect>
  contextClass: string
  secretConnection?: string
}

const SECTORS = '1.2.250.1.71.4.2.4'

/** Feeds the DMP in indirect mode (TD2.1): one submission set, signed by the seal of the structure, per job. */
export class DmpChannel implements DeliveryChannel {
  constructor(
    private readonly soap: SoapClient,
    private readonly settings: DmpSettings,
  ) {}

  async deliver(job: Job, content: JobContent): Promise<Outcome> {
    let security: string
    try {
      security = this.vihf(content)
    } catch (error) {
      return refusedOrThrown(error)
    }
    const target = job.operation === 'replace' ? await this.target(job, content.message, security) : undefined
    if (target !== undefined && 'kind' in target) return target
    let request: Iti41Request
    try {
      request = await this.prepare(job, content.message, target?.entryUuid)
    } catch (error) {
      return refusedOrThrown(error)
    }
    try {
      const answer = await this.call(this.settings.repositoryUrl, ITI41_ACTION, security, request)
      return outcomeOfResponse(job, readRegistryResponse(answer.envelope.content))
    } catch (error) {
      return outcomeOfError(error)
    }
  }

  close(): Promise<void> {
    return this.soap.close()
  }

  /** The entry to replace: identifiers of entries are the registry's, so it is asked each time. */
  private async target(job: Job, message: CdaMessage, security: string): Promise<Target | Outcome> {
    const parentId = message.documents[0]?.parentId?.root ?? ''
    try {
      const body = buildGetDocuments([parentId, job.documentId])
      const answer = await this.call(this.settings.registryUrl, ITI18_ACTION, security, { body })
      return targetOf(job, parentId, readQueryResponse(answer.envelope.content))
    } catch (error) {
      const outcome = outcomeOfError(error)
      // A search changes nothing: it may be asked again without care.
      return outcome.kind === 'retry' ? { ...outcome, uncertain: false } : outcome
    }
  }

  private async prepare(job: Job, message: CdaMessage, replaces: string | undefined): Promise<Iti41Request> {
    const { own, seal, sourceId } = this.settings
    const flags = {
      maskedFromProfessionals: message.flags.masquePs,
      invisibleToPatient: message.flags.invisiblePatient,
      invisibleToRepresentatives: message.flags.invisibleRepLegaux,
    }
    const submission = await prepareDmpSubmission(
      message.documents.map(({ bytes }) => ({ bytes, flags, ...(replaces === undefined ? {} : { replaces }) })),
      {
        author: senderOf(message, own).author,
        contentType: contentTypeOf(message.visit.patientClass),
        sourceId,
        uniqueId: job.submissionSetId,
        at: new Date(),
      },
      { signing: seal, uniqueId: job.signatureId },
    )
    return buildIti41(submission)
  }

  private vihf({ message, sentAt }: JobContent): string {
    const { own, seal, sector, software, dialect, contextClass, secretConnection } = this.settings
    const sender = senderOf(message, own)
    return buildVihf(
      {
        mode: 'INDIRECTE',
        subjectId: sender.subjectId,
        subjectName: sender.subjectName,
        roles: sender.roles,
        structureId: sender.structureId,
        sector: { code: sector, system: SECTORS },
        patient: insOf(message),
        purpose: 'normal',
        ...(message.flags.connexionSecrete && secretConnection !== undefined
          ? { confidentiality: secretConnection }
          : {}),
        // The message does not say when the user signed in: it was before he sent the document.
        authentication: { at: sentAt, contextClass },
        software,
      },
      seal,
      { dialect },
    )
  }

  private async call(
    url: string,
    action: string,
    security: string,
    { body, attachments }: { body: string; attachments?: Iti41Request['attachments'] },
  ): Promise<SoapMessage> {
    const messageId = `urn:uuid:${randomUUID()}`
    const header = { action, messageId, to: url, replyTo: true, mustUnderstand: true, security }
    const envelope = buildEnvelope(header, body)
    return this.soap.call({ url, action, envelope, ...(attachments === undefined ? {} : { attachments }) })
  }
}

function refusedOrThrown(error: unknown): Outcome {
  const outcome = outcomeOfPreparation(error)
  if (outcome === undefined) throw error
  return outcome
}

/** The INS of PID-3: its type and the OID of its authority, together. */
export function insOf({ patient }: CdaMessage): Ins {
  const id = patient.ids.find(({ type, authority }) => type === 'INS' && INS_ROOTS.includes(authority ?? ''))
  if (id?.authority === undefined)
    throw new XdsError('XDS.METADATA_MISSING', 'Le message ne donne pas l’INS du patient.', 'patientId')
  return { matricule: id.value, oid: id.authority }
}
