import type { IncomingMessage } from 'node:http'

/** An HTTP request as it came: its body, and its text form (request line, header lines, blank line, body). */
export interface RawRequest {
  path: string
  contentType: string
  body: Buffer
  raw: Buffer
}

/** Thrown when a request is longer than allowed. */
export class RequestTooLargeError extends Error {
  override readonly name = 'RequestTooLargeError'
}

/** Reads a whole request, bounded. */
export async function readRawRequest(request: IncomingMessage, maxBytes: number): Promise<RawRequest> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new RequestTooLargeError(`more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  const body = Buffer.concat(chunks)
  const lines = [`${request.method ?? 'POST'} ${request.url ?? '/'} HTTP/${request.httpVersion}`]
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2)
    lines.push(`${request.rawHeaders[index] ?? ''}: ${request.rawHeaders[index + 1] ?? ''}`)
  return {
    path: request.url ?? '/',
    contentType: request.headers['content-type'] ?? '',
    body,
    raw: Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]),
  }
}
