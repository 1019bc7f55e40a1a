import { buildXdmArchive, DEFAULT_XDM_LIMITS, unzip } from '@anamnese/interop-xdm'
import { type Options, ZipFile } from 'yazl'

/** An IHE_XDM.ZIP as another structure makes it. */
export function foreignArchive(number: number, documents: readonly Buffer[]): Promise<Buffer> {
  return buildXdmArchive({
    documents: documents.map((bytes) => ({ bytes })),
    set: {
      author: {
        person: '810100000057^BODIN^Erwan^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS',
        institutions: ['LABORATOIRE DES AJONCS^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1220000999'],
      },
      contentType: { code: '07', system: '1.2.250.1.213.2.2', display: 'Soins ambulatoires' },
      sourceId: '1.2.250.1.999.2',
      uniqueId: `1.2.250.1.999.2.7.${number}`,
      at: new Date('2026-11-20T10:20:00Z'),
    },
    sender: {
      institution: 'LABORATOIRE DES AJONCS',
      idNat: '1220000999',
      application: { name: 'Labo', version: '1', publisher: 'Labo' },
    },
  })
}

/** The same archive with one file more. */
export async function withFile(archive: Buffer, name: string, bytes: Buffer): Promise<Buffer> {
  const files = await unzip(archive, DEFAULT_XDM_LIMITS)
  return zipOf([...files, { name, bytes }])
}

export async function zipOf(
  files: readonly { name: string; bytes: Buffer }[],
  options: Partial<Options> = {},
): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { name, bytes } of files) zip.addBuffer(bytes, name, options)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
