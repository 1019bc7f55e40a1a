import { buildXdmMetadata, type SubmissionSetInput, type SubmittedDocument } from '@anamnese/interop-xds'
import { ZipFile } from 'yazl'
import { indexPage, readme, type XdmSender } from './presentation'

export interface XdmInput {
  documents: readonly SubmittedDocument[]
  set: SubmissionSetInput
  sender: XdmSender
}

const FOLDER = 'IHE_XDM/SUBSET01'

/**
 * Writes an IHE_XDM.ZIP (IHE ITI XDM, names 8.3 in upper case): INDEX.HTM, README.TXT, IHE_XDM/SUBSET01/METADATA.XML and one
 * DOCnnnnn.XML per CDA. The same input always gives the same bytes. Throws `XdsError` or `CdaError` for documents that cannot be
 * described.
 */
export async function buildXdmArchive({ documents, set, sender }: XdmInput): Promise<Buffer> {
  const named = documents.map((document, index) => ({
    ...document,
    uri: `DOC${String(index + 1).padStart(5, '0')}.XML`,
  }))
  const zip = new ZipFile()
  const add = (name: string, content: Uint8Array | string): void => {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content)
    zip.addBuffer(bytes, name, { mtime: wallClock(set.at), mode: 0o100644, forceDosTimestamp: true })
  }
  add('INDEX.HTM', indexPage(sender))
  add('README.TXT', readme(sender, named))
  add(`${FOLDER}/METADATA.XML`, buildXdmMetadata(named, set))
  for (const { uri, bytes } of named) add(`${FOLDER}/${uri}`, bytes)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A ZIP has local times without a zone: those of UTC are written, so that the bytes do not depend on the machine. */
function wallClock(at: Date): Date {
  return new Date(
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  )
}
