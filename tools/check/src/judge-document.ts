import { CdaError, readCdaHeader, readPdfCopy } from '@anamnese/interop-cda'
import { readXdmArchive, XdmError } from '@anamnese/interop-xdm'
import { XmlError } from '@anamnese/interop-xml'
import type { CdaJudge } from './cda-judge'
import { error, type Kind, type Remark, type Verdict, verdict } from './verdict'

/** A CDA by its level, with the PDF that it carries: both must be right, since readers show the PDF. */
export function judgeCda(bytes: Buffer, judge: CdaJudge): { kind: Kind; findings: Remark[] } {
  const findings = judge.judge(bytes)
  try {
    const { body } = readCdaHeader(bytes)
    const pdf = body.level === 'N1' && body.mediaType === 'application/pdf' ? body.bytes : copyOf(bytes, body.level)
    const kind: Kind = body.level === 'N3' ? 'cda.n3' : body.level === 'N1' ? 'cda.n1' : 'cda'
    if (pdf === undefined || !pdf.subarray(0, 1024).includes('%PDF-')) return { kind, findings }
    return { kind, findings: [...findings, ...pdfRemarks(pdf, judge)] }
  } catch (cause) {
    // What stops the reading was already said by the judge.
    if (cause instanceof CdaError || cause instanceof XmlError) return { kind: 'cda', findings }
    throw cause
  }
}

function copyOf(bytes: Buffer, level: string): Buffer | undefined {
  return level === 'N3' ? readPdfCopy(bytes) : undefined
}

/** Receivers show a PDF that is not PDF/A-1, and published samples carry some: inside a CDA it is a warning. */
function pdfRemarks(pdf: Buffer, judge: CdaJudge): Remark[] {
  return judge
    .judgePdf(pdf)
    .map((remark) => ({ ...remark, severity: 'warning', where: `PDF du document : ${remark.rule}` }))
}

/** An IHE XDM archive, read as the services read one, and each document that it holds. */
export async function judgeArchive(file: string, bytes: Buffer, judge: CdaJudge): Promise<Verdict> {
  try {
    const submissions = await readXdmArchive(bytes)
    const documents = submissions.flatMap((submission) => submission.documents)
    const findings = documents.flatMap(({ bytes: document, entry }, index) =>
      judgeCda(document, judge).findings.map((remark) => ({
        ...remark,
        where: `document ${index + 1} (${entry.uri ?? entry.uniqueId}) : ${remark.where}`,
      })),
    )
    if (documents.length > 0) return verdict(file, 'xdm', findings)
    return verdict(file, 'xdm', [error('XDM.EMPTY', 'L’archive n’annonce aucun document.'), ...findings])
  } catch (cause) {
    if (cause instanceof XdmError) return verdict(file, 'xdm', [error(cause.code, cause.message)])
    throw cause
  }
}
