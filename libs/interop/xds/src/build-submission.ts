import type { Code } from '@anamnese/domain-professional-ids'
import { readCdaHeader } from '@anamnese/interop-cda'
import { serialiseXml } from '@anamnese/interop-xml'
import type { SigningKey } from '@anamnese/interop-xmldsig'
import type { VisibilityFlags } from './codes'
import { documentEntryOf } from './document-entry'
import { ASSOCIATION } from './identifiers'
import { signSubmissionSet, type SubmissionSignatureAlgorithms } from './sign-submission-set'
import { signatureEntry } from './signature-entry'
import type { Association, DocumentEntry, Submission, SubmissionSet, XdsAuthor } from './submission'
import { utcDigits } from './time'
import { submitObjectsRequest } from './write-submission'
import { XdsError } from './xds-error'

/** One document to submit. */
export interface SubmittedDocument {
  bytes: Uint8Array
  flags?: VisibilityFlags
  /** entryUUID of the current entry that this document replaces (TD2.1b) */
  replaces?: string
}

/** What the caller says of the submission set; the rest comes from the documents. */
export interface SubmissionSetInput {
  author: XdsAuthor
  contentType: Required<Code>
  /** OID of the sending system */
  sourceId: string
  uniqueId: string
  at: Date
  title?: string
}

export interface SubmissionDocument {
  id: string
  bytes: Buffer
}

/** A submission ready to be sent: its metadata, and the bytes of each of its documents. */
export interface PreparedSubmission {
  submission: Submission
  documents: SubmissionDocument[]
}

const SET_ID = 'SubmissionSet01'

/**
 * Prepares the submission of documents to the DMP (TD2.1, and TD2.1b when one replaces another), signed as one set.
 *
 * @param signature key of the structure's seal, and the OID under which the signature is submitted
 * @throws XdsError, CdaError
 */
export async function prepareDmpSubmission(
  documents: readonly SubmittedDocument[],
  set: SubmissionSetInput,
  signature: { signing: SigningKey; uniqueId: string; algorithms?: Partial<SubmissionSignatureAlgorithms> },
): Promise<PreparedSubmission> {
  const { submission, documents: contents } = prepare(documents, set, false)
  const signed = contents.map(({ bytes }, index) => ({
    bytes,
    uniqueId: submission.documents[index]?.uniqueId ?? '',
  }))
  const bytes = await signSubmissionSet({
    submissionSetId: set.uniqueId,
    documents: signed,
    signing: signature.signing,
    at: set.at,
    ...(signature.algorithms === undefined ? {} : { algorithms: signature.algorithms }),
  })
  const [model] = submission.documents
  if (model === undefined) throw new XdsError('XDS.METADATA_MISSING', 'Le lot de soumission est vide.')
  const entry = signatureEntry(bytes, model, { author: set.author, at: set.at, uniqueId: signature.uniqueId })
  return {
    submission: {
      set: submission.set,
      documents: [...submission.documents, entry],
      associations: [
        ...submission.associations,
        member(entry.id),
        { type: ASSOCIATION.signs, source: entry.id, target: SET_ID, slots: {} },
      ],
    },
    documents: [...contents, { id: entry.id, bytes }],
  }
}

/**
 * Writes the METADATA.XML of an XDM medium: the same metadata, with the path of each document and without signature.
 *
 * @param documents with the path of each inside its folder, e.g. `DOC00001.XML`
 */
export function buildXdmMetadata(
  documents: readonly (SubmittedDocument & { uri: string })[],
  set: SubmissionSetInput,
): string {
  return serialiseXml(submitObjectsRequest(prepare(documents, set, true).submission))
}

function prepare(
  documents: readonly (SubmittedDocument & { uri?: string })[],
  set: SubmissionSetInput,
  allowExtension: boolean,
): PreparedSubmission {
  const entries = documents.map(({ bytes, flags, uri }, index) =>
    documentEntryOf(bytes, readCdaHeader(bytes), {
      id: documentId(index),
      allowExtension,
      ...(flags === undefined ? {} : { flags }),
      ...(uri === undefined ? {} : { uri }),
    }),
  )
  const associations: Association[] = documents.flatMap(({ replaces }, index) => [
    member(documentId(index)),
    ...(replaces === undefined
      ? []
      : [{ type: ASSOCIATION.replaces, source: documentId(index), target: replaces, slots: {} }]),
  ])
  return {
    submission: { set: submissionSet(entries, set), documents: entries, associations },
    documents: documents.map(({ bytes }, index) => ({ id: documentId(index), bytes: Buffer.from(bytes) })),
  }
}

function submissionSet(entries: readonly DocumentEntry[], input: SubmissionSetInput): SubmissionSet {
  const [first] = entries
  if (first === undefined) throw new XdsError('XDS.METADATA_MISSING', 'Le lot de soumission est vide.')
  if (entries.some(({ patientId }) => patientId !== first.patientId))
    throw new XdsError('XDS.METADATA_INVALID', 'Un lot de soumission concerne un seul patient.', 'patientId')
  return {
    id: SET_ID,
    submissionTime: utcDigits(input.at),
    title: input.title ?? first.title,
    author: input.author,
    contentType: input.contentType,
    patientId: first.patientId,
    sourceId: input.sourceId,
    uniqueId: input.uniqueId,
  }
}

function documentId(index: number): string {
  return `Document${String(index + 1).padStart(2, '0')}`
}

function member(id: string): Association {
  return { type: ASSOCIATION.hasMember, source: SET_ID, target: id, slots: { SubmissionSetStatus: 'Original' } }
}
