import { randomUUID } from 'node:crypto'
import type { CdaMessage } from '@anamnese/interop-cda-hl7'
import { INS_ROOTS } from '@anamnese/interop-cda'
import type { Ins } from '@anamnese/domain-ins'
import { buildEnvelope, type SoapClient } from '@anamnese/interop-soap'
import { buildVihf, type VihfDialect, type VihfSoftware } from '@anamnese/interop-vihf'
import type { SigningKey } from '@anamnese/interop-xmldsig'
import {
  buildIti41,
  ITI41_ACTION,
  prepareDmpSubmission,
  readRegistryResponse,
  XdsError,
  type Iti41Request,
} from '@anamnese/interop-xds'
import type { DeliveryChannel, JobContent } from '../jobs/channel'
import type { Job, Outcome } from '../jobs/job'
import { contentTypeOf } from './content-type'
import { outcomeOfError, outcomeOfPreparation, outcomeOfResponse } from './outcome'
import { senderOf, type OwnStructure, type Sender } from './sender'

export interface DmpSettings {
  repositoryUrl: string
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
    let request: Iti41Request & { security: string }
    try {
      request = await this.prepare(job, content)
    } catch (error) {
      const outcome = outcomeOfPreparation(error)
      if (outcome === undefined) throw error
      return outcome
    }
    try {
      return outcomeOfResponse(job, await this.send(request))
    } catch (error) {
      return outcomeOfError(error)
    }
  }

  close(): Promise<void> {
    return this.soap.close()
  }

  private async prepare(job: Job, { message, sentAt }: JobContent): Promise<Iti41Request & { security: string }> {
    const { own, seal, sourceId } = this.settings
    const sender = senderOf(message, own)
    const flags = {
      maskedFromProfessionals: message.flags.masquePs,
      invisibleToPatient: message.flags.invisiblePatient,
      invisibleToRepresentatives: message.flags.invisibleRepLegaux,
    }
    const submission = await prepareDmpSubmission(
      message.documents.map(({ bytes }) => ({ bytes, flags })),
      {
        author: sender.author,
        contentType: contentTypeOf(message.visit.patientClass),
        sourceId,
        uniqueId: job.submissionSetId,
        at: new Date(),
      },
      { signing: seal, uniqueId: job.signatureId },
    )
    return { ...buildIti41(submission), security: this.vihf(message, sender, sentAt) }
  }

  private vihf(message: CdaMessage, sender: Sender, sentAt: Date): string {
    const { seal, sector, software, dialect, contextClass, secretConnection } = this.settings
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

  private async send({
    body,
    attachments,
    security,
  }: Iti41Request & { security: string }): Promise<ReturnType<typeof readRegistryResponse>> {
    const url = this.settings.repositoryUrl
    const envelope = buildEnvelope(
      {
        action: ITI41_ACTION,
        messageId: `urn:uuid:${randomUUID()}`,
        to: url,
        replyTo: true,
        mustUnderstand: true,
        security,
      },
      body,
    )
    const answer = await this.soap.call({ url, action: ITI41_ACTION, envelope, attachments })
    return readRegistryResponse(answer.envelope.content)
  }
}

/** The INS of PID-3: its type and the OID of its authority, together. */
export function insOf({ patient }: CdaMessage): Ins {
  const id = patient.ids.find(({ type, authority }) => type === 'INS' && INS_ROOTS.includes(authority ?? ''))
  if (id?.authority === undefined)
    throw new XdsError('XDS.METADATA_MISSING', 'Le message ne donne pas l’INS du patient.', 'patientId')
  return { matricule: id.value, oid: id.authority }
}
