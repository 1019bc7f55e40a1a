import type { Request } from 'express'
import { ProblemError } from '@anamnese/platform-http'

/** What multer gives of a part. */
export interface UploadedPart {
  buffer: Buffer
  originalname: string
}

export function tooLarge(limit: number): ProblemError {
  const megabytes = Math.floor(limit / 1_000_000)
  return new ProblemError(413, 'DOCUMENT.TOO_LARGE', `Le fichier dépasse la taille acceptée (${megabytes} Mo).`)
}

/** The bytes of a request, at most `limit`: the announced length is believed only when it is already too much. */
export async function readBody(request: Request, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > limit) throw tooLarge(limit)
    parts.push(part)
  }
  return Buffer.concat(parts)
}
