import { DEFAULT_XDM_LIMITS, unzip, type XdmDocument } from '@anamnese/interop-xdm'
import type { BlobStore } from '@anamnese/platform-blobs'
import type { Arrival } from './arrival'

const STYLESHEET = /\.xslt?$/i

/** The arrivals that the documents of an archive are, their bytes in the blob store; the stylesheet of the producer goes with each. */
export async function archiveParts(
  archive: Arrival,
  bytes: Buffer,
  documents: readonly XdmDocument[],
  blobs: BlobStore,
): Promise<Omit<Arrival, 'version'>[]> {
  const stylesheet = await stylesheetOf(bytes, blobs)
  const { version: _version, content: _content, kind: _kind, findings: _findings, ...inherited } = archive
  const parts: Omit<Arrival, 'version'>[] = []
  for (const [index, document] of documents.entries()) {
    const content = await blobs.put(document.bytes, 'text/xml')
    const at = new Date()
    parts.push({
      ...inherited,
      _id: `${archive._id}.${index + 1}`,
      parent: archive._id,
      state: 'received',
      content,
      ...(document.entry.uri === undefined ? {} : { fileName: document.entry.uri }),
      ...(stylesheet === undefined ? {} : { stylesheet }),
      findings: [],
      history: [{ at: at.toISOString(), state: 'received', message: 'Sorti de son archive' }],
      attempts: 0,
      dueAt: at,
    })
  }
  return parts
}

async function stylesheetOf(bytes: Buffer, blobs: BlobStore): Promise<Arrival['stylesheet']> {
  const file = (await unzip(bytes, DEFAULT_XDM_LIMITS)).find(({ name }) => STYLESHEET.test(name))
  return file === undefined ? undefined : blobs.put(file.bytes, 'text/xsl')
}
