import path from 'node:path'
import type { CdaJudge } from './cda-judge'
import { detect } from './detect'
import { judgeArchive, judgeCda } from './judge-document'
import { judgeMessage } from './judge-hl7'
import { FileError, readBounded } from './read-file'
import { error, type Kind, verdict, type Verdict } from './verdict'

/** Judges a file. Whatever it holds, the answer is a verdict. */
export async function judgeFile(file: string, from: string, cda: CdaJudge): Promise<Verdict> {
  try {
    return await judgeBytes(file, await readBounded(path.resolve(from, file)), cda)
  } catch (cause) {
    if (cause instanceof FileError) return verdict(file, 'unknown', [error(cause.rule, cause.message)])
    // A defect of ours: the next files are still judged, and the output says what happened.
    const message = `Ce fichier n’a pas pu être jugé : ${cause instanceof Error ? cause.message : String(cause)}`
    return verdict(file, 'unknown', [error('CHECK.FAILED', message)])
  }
}

export async function judgeBytes(file: string, bytes: Buffer, cda: CdaJudge): Promise<Verdict> {
  const content = detect(bytes)
  switch (content.family) {
    case 'cda': {
      const { kind, findings } = judgeCda(bytes, cda)
      return verdict(file, kind, findings)
    }
    case 'pdf':
      return verdict(file, 'pdf', cda.judgePdf(bytes))
    case 'zip':
      return judgeArchive(file, bytes, cda)
    case 'unknown':
      return verdict(file, 'unknown', [error('CHECK.UNKNOWN_KIND', content.message)])
    case 'hl7': {
      const judged = content.messages.map((message) => judgeMessage(message, (document) => cda.judge(document)))
      const [first] = judged
      const kind: Kind = first !== undefined && judged.every((one) => one.kind === first.kind) ? first.kind : 'hl7'
      const findings = judged.flatMap((one, index) =>
        one.findings.map((remark) =>
          judged.length === 1 ? remark : { ...remark, where: `message ${index + 1} : ${remark.where}` },
        ),
      )
      return verdict(file, kind, findings)
    }
  }
}
