import { constants } from 'node:fs'
import fs from 'node:fs/promises'

/** Larger than any message or document that the services accept. */
export const MAX_BYTES = 64 * 1024 * 1024

/** The file cannot be judged at all; `message` is a French sentence. */
export class FileError extends Error {
  constructor(
    readonly rule: 'CHECK.UNREADABLE' | 'CHECK.NOT_A_FILE' | 'CHECK.TOO_LARGE' | 'CHECK.EMPTY',
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause })
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'Ce fichier n’existe pas.',
  EACCES: 'Ce fichier ne peut pas être lu : droits insuffisants.',
  EPERM: 'Ce fichier ne peut pas être lu : droits insuffisants.',
  ENAMETOOLONG: 'Ce nom de fichier est trop long.',
}

/** The bytes of a regular file of bounded size. @throws FileError */
export async function readBounded(file: string): Promise<Buffer> {
  try {
    // A pipe is opened at once, whether or not someone writes to it: it is then seen not to be a file.
    const handle = await fs.open(file, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const stat = await handle.stat()
      if (!stat.isFile()) throw new FileError('CHECK.NOT_A_FILE', 'Ce n’est pas un fichier ordinaire.')
      if (stat.size > MAX_BYTES)
        throw new FileError('CHECK.TOO_LARGE', `Ce fichier dépasse ${MAX_BYTES / 1024 / 1024} Mio.`)
      if (stat.size === 0) throw new FileError('CHECK.EMPTY', 'Ce fichier est vide.')
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof FileError) throw error
    const { code = '' } = error as NodeJS.ErrnoException
    throw new FileError('CHECK.UNREADABLE', REASONS[code] ?? `Ce fichier ne peut pas être lu (${code}).`, error)
  }
}
