import type { X509Certificate } from 'node:crypto'
import { CdaError, checkCda, readCdaHeader } from '@anamnese/interop-cda'
import { XmlError } from '@anamnese/interop-xml'
import { SignatureError } from '@anamnese/interop-xmldsig'
import {
  documentEntryOf,
  verifySubmissionSet,
  XdsError,
  type DocumentEntry,
  type ReadIti41,
} from '@anamnese/interop-xds'
import { refuseSubmission } from './refusals'
import { SIGNATURE_TYPE } from './submission-checks'

/** Metadata that must say the same as the header of the document. */
const COMPARED = [
  'typeCode',
  'formatCode',
  'practiceSetting',
  'facilityType',
  'creationTime',
  'serviceStartTime',
  'languageCode',
  'legalAuthenticator',
  'title',
] as const satisfies readonly (keyof DocumentEntry)[]

/** Checks each CDA document of a submission by the rules of the CI-SIS, and against its metadata. */
export function checkDocuments({ submission, documents }: ReadIti41): void {
  for (const entry of submission.documents) {
    if (entry.typeCode.code === SIGNATURE_TYPE) continue
    const bytes = documents.find(({ id }) => id === entry.id)?.bytes ?? Buffer.alloc(0)
    const [finding] = checkCda(bytes).filter(({ severity }) => severity === 'error')
    if (finding !== undefined)
      refuseSubmission('XDSRepositoryError', `Document non conforme : ${finding.rule} ${finding.message}`, entry.id)
    compare(entry, bytes)
  }
}

function compare(entry: DocumentEntry, bytes: Buffer): void {
  try {
    const own = documentEntryOf(bytes, readCdaHeader(bytes), { id: entry.id })
    if (own.uniqueId !== entry.uniqueId)
      refuseSubmission('XDSDocumentUniqueIdError', 'L’identifiant annoncé n’est pas celui du document', entry.id)
    if (own.patientId !== entry.patientId)
      refuseSubmission('XDSPatientIdDoesNotMatch', 'L’INS du document n’est pas celui du lot', entry.id)
    const different = COMPARED.find((name) => value(own[name]) !== value(entry[name]))
    if (different !== undefined)
      refuseSubmission('XDSRegistryMetadataError', `${different} n’est pas celui du document`, entry.id)
  } catch (error) {
    if (error instanceof XdsError || error instanceof CdaError)
      refuseSubmission('XDSRepositoryMetadataError', error.message, entry.id)
    throw error
  }
}

/** A code is compared without its label, which each value set words as it likes. */
function value(metadata: DocumentEntry[(typeof COMPARED)[number]]): string {
  return typeof metadata === 'object' ? `${metadata.code} ${metadata.system}` : (metadata ?? '')
}

/** Verifies the signature of the submission set over its documents. @throws RefusedSubmission */
export async function checkSubmissionSignature(
  { submission, documents }: ReadIti41,
  authorities: readonly X509Certificate[],
  sealOfVihf: X509Certificate,
): Promise<void> {
  const contents = new Map(documents.map(({ id, bytes }) => [id, bytes]))
  const bytesOf = ({ id }: DocumentEntry): Buffer => contents.get(id) ?? Buffer.alloc(0)
  const signature = submission.documents.find(({ typeCode }) => typeCode.code === SIGNATURE_TYPE)
  if (signature === undefined)
    return refuseSubmission('XDSRegistryMetadataError', 'La signature du lot est absente', submission.set.id)
  try {
    const signer = await verifySubmissionSet({
      signature: bytesOf(signature),
      submissionSetId: submission.set.uniqueId,
      documents: submission.documents
        .filter((entry) => entry !== signature)
        .map((entry) => ({ uniqueId: entry.uniqueId, bytes: bytesOf(entry) })),
      authorities,
      at: new Date(),
    })
    if (signer.subject !== sealOfVihf.subject)
      refuseSubmission('XDSRepositoryError', 'Le lot et le VIHF ne sont pas signés par le même titulaire', signature.id)
  } catch (error) {
    if (error instanceof SignatureError || error instanceof XdsError || error instanceof XmlError)
      refuseSubmission('XDSRepositoryError', `Signature du lot invalide : ${error.message}`, signature.id)
    throw error
  }
}
