import {
  INS_ROOTS,
  mainServiceEvent,
  readCdaHeader,
  readPdfCopy,
  CdaError,
  type CdaHeader,
} from '@anamnese/interop-cda'
import type { CdaMessage } from '@anamnese/interop-cda-hl7'
import {
  buildMssMail,
  MssError,
  pdfName,
  smtpError,
  type MailTransport,
  type MssMessage,
} from '@anamnese/interop-mssante'
import { buildXdmArchive, type XdmSender } from '@anamnese/interop-xdm'
import { VihfError } from '@anamnese/interop-vihf'
import { XmlError } from '@anamnese/interop-xml'
import { XdsError } from '@anamnese/interop-xds'
import type { DeliveryChannel, JobContent } from '../jobs/channel'
import type { Job, Outcome } from '../jobs/job'
import { contentTypeOf } from '../dmp/content-type'
import { senderOf, type OwnStructure } from '../dmp/sender'

export interface MssSettings {
  mailbox: { address: string; name?: string }
  replyTo: string
  nil: string
  own: OwnStructure
  sourceId: string
  application: XdmSender['application']
}

/** Sends documents by MSSanté: one message per mailbox, with the XDM archive and the PDF/A-1 copy. */
export class MssChannel implements DeliveryChannel {
  constructor(
    private readonly transport: MailTransport,
    private readonly settings: MssSettings,
  ) {}

  async deliver(job: Job, content: JobContent): Promise<Outcome> {
    let mail: Awaited<ReturnType<typeof buildMssMail>>
    try {
      mail = await buildMssMail(await this.message(job, content))
    } catch (error) {
      const about = [MssError, XdsError, CdaError, XmlError, VihfError].some((kind) => error instanceof kind)
      if (!about) throw error
      // 554: the table SMTPERRORCODE of the volet has no code for what never left.
      return { kind: 'refused', code: '554', label: (error as Error).message }
    }
    const { recipients } = await this.transport.send(mail)
    const [recipient] = recipients
    if (recipient === undefined) return { kind: 'retry', uncertain: true, ...smtpError(421) }
    if (recipient.status === 'accepted') return { kind: 'accepted' }
    const error = smtpError(recipient.code)
    if (recipient.status === 'refused') return { kind: 'refused', ...error }
    return { kind: 'retry', uncertain: false, ...error }
  }

  close(): Promise<void> {
    this.transport.close()
    return Promise.resolve()
  }

  private async message(job: Job, { message, replacedJobId }: JobContent): Promise<MssMessage> {
    const { mailbox, replyTo, nil, own, sourceId, application } = this.settings
    const documents = message.documents.map(({ bytes }) => ({ bytes, header: readCdaHeader(bytes) }))
    const [first] = documents
    if (first === undefined) throw new MssError('MSS.NO_DOCUMENT', 'Le message ne contient aucun document.')
    const { patient } = first.header
    const archive = await buildXdmArchive({
      documents: documents.map(({ bytes }) => ({ bytes })),
      set: {
        author: senderOf(message, own).author,
        contentType: contentTypeOf(message.visit.patientClass),
        sourceId,
        uniqueId: job.submissionSetId,
        at: job.createdAt,
      },
      sender: { institution: own.name, idNat: own.idNat, application },
    })
    const body = job.channel === 'MSS_PATIENT' ? message.mailBodies.patient : message.mailBodies.professional
    return {
      // The same at each attempt: a mailbox that gets it twice knows it for one message.
      messageId: this.mailId(job._id),
      ...(replacedJobId === undefined ? {} : { replaces: this.mailId(replacedJobId) }),
      date: job.createdAt,
      from: mailbox,
      replyTo: { address: replyTo },
      to: [
        {
          address: job.recipient ?? '',
          ...(job.recipientName === undefined ? {} : { name: job.recipientName }),
        },
      ],
      subject: {
        label: first.header.title ?? first.header.code.display ?? first.header.code.code,
        family: patient.birthName ?? '',
        given: patient.firstBirthGivenName ?? '',
        ...(patient.birthDate === undefined ? {} : { birthDate: patient.birthDate }),
      },
      ...(body === undefined ? {} : { body }),
      nil,
      insQualified: hasQualifiedIns(message),
      archive,
      documents: documents.map(({ header, bytes }) => ({ typeCode: header.code.code, pdf: pdfCopy(header, bytes) })),
      readReceipt: message.flags.ackLecture,
      deliveryReceipt: message.flags.ackReception,
      noReply: job.channel === 'MSS_PATIENT' && message.patientMayNotReply,
    }
  }

  private mailId(jobId: string): string {
    return `${jobId.toLowerCase()}@${this.settings.mailbox.address.replace(/^.*@/, '')}`
  }
}

function hasQualifiedIns({ patient }: CdaMessage): boolean {
  return (
    patient.insValidated &&
    patient.ids.some(({ type, authority }) => type === 'INS' && INS_ROOTS.includes(authority ?? ''))
  )
}

/** The PDF/A-1 copy of a document: the body of an N1 document, the copy that a structured one carries. */
function pdfCopy(header: CdaHeader, document: Buffer): { name: string; bytes: Buffer } {
  const { body, patient, code, title, effectiveTime } = header
  const isPdf = body.level === 'N1' && body.mediaType === 'application/pdf'
  const bytes = isPdf ? body.bytes : body.level === 'N3' ? readPdfCopy(document) : undefined
  if (bytes === undefined)
    throw new MssError('MSS.NO_DOCUMENT', 'Le document n’a pas de copie PDF/A-1 à joindre au message MSSanté.')
  const date = mainServiceEvent(header)?.low ?? effectiveTime
  return {
    name: pdfName({
      actDate: `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`,
      typeLabel: title ?? code.display ?? code.code,
      family: patient.birthName ?? '',
      given: patient.firstBirthGivenName ?? '',
    }),
    bytes,
  }
}
