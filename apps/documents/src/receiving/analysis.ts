import type { BlobRef, ContentKind, DocumentFinding } from '@anamnese/contracts'
import { findCode, J07_DOCUMENT_TYPE } from '@anamnese/domain-value-sets'
import { type CdaHeader, type CdaId, type CdaPatient, instantOfHl7Time } from '@anamnese/interop-cda'
import { type CdaReading, type EmbeddedFile, readCda, worstFlag } from '@anamnese/interop-cda-view'
import type { ClinicalDocument } from '../documents/document'
import { authorOf, recipientsOf, validatorOf } from './cda-people'
import { contentKindOf, mediaTypeOf } from './content-kind'

/** What a document says of itself, ready to be filed once its patient is known. */
export type Statement = Pick<
  ClinicalDocument,
  'oid' | 'setId' | 'versionNumber' | 'type' | 'title' | 'author' | 'recipients' | 'validatedAt' | 'withIns'
> &
  Partial<Pick<ClinicalDocument, 'validator' | 'replacesOid' | 'flag'>>

export interface Analysis {
  kind: ContentKind
  statement: Statement
  /** absent from what is not a CDA */
  patient?: CdaPatient
  findings: DocumentFinding[]
  /** the files to keep beside the document, by form */
  files: Partial<Record<'pdf' | 'image', EmbeddedFile>>
  /** the whole bytes are kept under this form */
  form: 'cda' | 'pdf' | 'image' | 'original'
}

/** The forms of an analysis once they are in the blob store. */
export type Kept = Partial<Record<'cda' | 'pdf' | 'image' | 'original', BlobRef>>

/**
 * Reads a CDA that arrived. Findings are those of the rules (`checkCda`), given by the caller: they mark the document and do not stop it.
 * Throws `CdaError` or `XmlError` when it cannot be identified.
 */
export function analyseCda(bytes: Buffer, findings: DocumentFinding[], timeZone: string): Analysis {
  const reading = readCda(bytes)
  const { header } = reading
  const { file } = reading
  // What is shown is what the bytes are, whatever the document says of them.
  const shown = file === undefined ? undefined : contentKindOf(file.bytes)
  return {
    kind: 'cda',
    statement: statementOf(reading, timeZone),
    patient: header.patient,
    findings: [...findings, ...contentFindings(file)],
    files: {
      ...(file && shown === 'pdf' ? { pdf: { ...file, mediaType: mediaTypeOf(shown) } } : {}),
      ...(file && (shown === 'jpeg' || shown === 'png') ? { image: { ...file, mediaType: mediaTypeOf(shown) } } : {}),
    },
    form: 'cda',
  }
}

function statementOf({ header, results }: CdaReading, timeZone: string): Statement {
  const oid = oidOf(header.id)
  const flag = worstFlag(results.map((result) => result.flag))
  const validator = validatorOf(header)
  const replaced = header.relatedDocuments.find((related) => related.typeCode === 'RPLC')?.id
  const { code, system, display } = header.code
  const label = display ?? findCode(J07_DOCUMENT_TYPE, code)?.display
  return {
    oid,
    // A document of before the rule (1.16) has no set: it is alone in its own.
    setId: header.setId === undefined ? oid : oidOf(header.setId),
    versionNumber: header.versionNumber ?? 1,
    type: { code, system, ...(label === undefined ? {} : { display: label }) },
    title: (header.title ?? label ?? 'Document sans titre').slice(0, 200),
    author: authorOf(header),
    recipients: recipientsOf(header),
    validatedAt: dateOf(header, timeZone),
    withIns: header.patient.ins !== undefined,
    ...(validator === undefined ? {} : { validator }),
    ...(replaced === undefined ? {} : { replacesOid: oidOf(replaced) }),
    ...(flag === undefined ? {} : { flag }),
  }
}

/** UTC, so that documents sort by their instant whatever offset their producer wrote (CDA/INT.17). */
function dateOf(header: CdaHeader, timeZone: string): string {
  return instantOfHl7Time(header.effectiveTime, timeZone).toISOString()
}

export function oidOf({ root, extension }: CdaId): string {
  return extension === undefined ? root : `${root}^${extension}`
}

/** What a PDF could do besides being read: the browser's viewer does not let it, people are told. */
export function contentFindings(file: EmbeddedFile | undefined): DocumentFinding[] {
  if (file?.mediaType !== 'application/pdf') return []
  if (file.bytes.subarray(0, 5).toString('latin1') !== '%PDF-')
    return [finding('error', 'CONTENT.NOT_A_PDF', 'Le fichier annoncé comme PDF n’en est pas un.')]
  const active = ['/JavaScript', '/Launch', '/EmbeddedFile'].filter((word) => file.bytes.includes(word))
  return active.length === 0
    ? []
    : [
        finding(
          'warning',
          'CONTENT.ACTIVE_PDF',
          `Le PDF contient des éléments actifs (${active.join(', ')}) : ils ne sont pas exécutés.`,
        ),
      ]
}

function finding(severity: DocumentFinding['severity'], rule: string, message: string): DocumentFinding {
  return { severity, rule, where: 'contenu', message }
}
