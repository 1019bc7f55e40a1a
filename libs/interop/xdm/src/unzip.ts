import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import { XdmError } from './errors'
import type { XdmLimits } from './limits'

/** One file of the archive: name as written, and bytes. Folders are left out. */
export interface ArchiveFile {
  name: string
  bytes: Buffer
}

/** Small files compress well without being a bomb. */
const RATIO_FLOOR_BYTES = 100_000
const LOCAL_HEADER_BYTES = 30

/**
 * Extracts a ZIP in memory within limits. Sizes are counted while inflating: what the directory of the archive announces is only
 * believed when it is already too much. Refuses paths that leave the archive, links, encryption, files that overlap or share a name.
 */
export async function unzip(archive: Buffer, limits: XdmLimits): Promise<ArchiveFile[]> {
  if (archive.length > limits.maxArchiveBytes) throw tooLarge()
  const zip = await open(archive)
  if (zip.entryCount > limits.maxEntries) {
    throw new XdmError('XDM.TOO_MANY_ENTRIES', `L’archive contient plus de ${limits.maxEntries} fichiers.`)
  }
  const entries = await listEntries(zip, limits)
  const files: ArchiveFile[] = []
  let total = 0
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue
    const allowed = Math.min(limits.maxFileBytes, limits.maxTotalBytes - total)
    const bytes = await inflate(zip, entry, allowed)
    total += bytes.length
    files.push({ name: entry.fileName, bytes })
  }
  return files
}

function open(archive: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // A name that is absolute, goes up or holds a backslash is refused by the library itself (strictFileNames).
    fromBuffer(archive, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(notAZip(error))
      else resolve(zip)
    })
  })
}

function listEntries(zip: ZipFile, limits: XdmLimits): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = []
    const names = new Set<string>()
    let total = 0
    zip.on('entry', (entry: Entry) => {
      try {
        checkEntry(entry, limits)
        const key = entry.fileName.toUpperCase()
        if (names.has(key)) throw new XdmError('XDM.BAD_NAME', 'Deux fichiers de l’archive portent le même nom.')
        names.add(key)
        total += entry.uncompressedSize
        if (total > limits.maxTotalBytes) throw tooLarge()
        entries.push(entry)
        if (entries.length > limits.maxEntries) throw tooLarge()
        zip.readEntry()
      } catch (error) {
        reject(error instanceof XdmError ? error : notAZip(error))
      }
    })
    zip.once('end', () => {
      if (overlap(entries)) reject(new XdmError('XDM.SUSPICIOUS', 'Des fichiers de l’archive se recouvrent.'))
      else resolve(entries)
    })
    zip.once('error', (error: Error) => {
      const badName = /invalid (characters in fileName|relative path)|absolute path/.test(error.message)
      reject(badName ? badFileName(error) : notAZip(error))
    })
    zip.readEntry()
  })
}

function checkEntry(entry: Entry, limits: XdmLimits): void {
  if (entry.fileName.length > 250 || /[\u0000-\u001F\u007F]/.test(entry.fileName)) throw badFileName()
  if (entry.isEncrypted()) throw new XdmError('XDM.ENCRYPTED', 'L’archive est chiffrée : elle ne peut pas être lue.')
  const mode = (entry.externalFileAttributes >>> 16) & 0xf000
  if (mode === 0xa000) throw new XdmError('XDM.BAD_NAME', 'L’archive contient un lien : elle est refusée.')
  if (entry.uncompressedSize > limits.maxFileBytes) throw tooLarge()
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
  if (entry.uncompressedSize > RATIO_FLOOR_BYTES && ratio > limits.maxRatio) {
    throw new XdmError('XDM.SUSPICIOUS', 'Un fichier de l’archive se dilate anormalement : elle est refusée.')
  }
}

/** Entries that share their bytes are how a small archive inflates without end. */
function overlap(entries: readonly Entry[]): boolean {
  const ranges = entries
    .map((entry) => [entry.relativeOffsetOfLocalHeader, entry.compressedSize + LOCAL_HEADER_BYTES] as const)
    .sort((left, right) => left[0] - right[0])
  return ranges.some(([start, size], index) => start + size > (ranges[index + 1]?.[0] ?? Infinity))
}

function inflate(zip: ZipFile, entry: Entry, allowed: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(notAZip(error))
        return
      }
      const chunks: Buffer[] = []
      let size = 0
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > allowed) stream.destroy(tooLarge())
        else chunks.push(chunk)
      })
      stream.once('error', (cause: Error) => {
        reject(cause instanceof XdmError ? cause : notAZip(cause))
      })
      stream.once('end', () => {
        resolve(Buffer.concat(chunks))
      })
    })
  })
}

const tooLarge = (): XdmError => new XdmError('XDM.TOO_LARGE', 'L’archive dépasse la taille acceptée.')
const badFileName = (cause?: unknown): XdmError =>
  new XdmError('XDM.BAD_NAME', 'L’archive contient un nom de fichier interdit.', { cause })
const notAZip = (cause: unknown): XdmError =>
  new XdmError('XDM.NOT_A_ZIP', 'Le fichier n’est pas une archive ZIP lisible.', { cause })
