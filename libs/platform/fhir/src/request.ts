import type { Request } from 'express'
import { assertReadable, FhirError, FORM } from '@anamnese/interop-fhir-fr'

/** Header by which the gateway tells services where people and programs see the FHIR server; never that of the caller. */
export const PUBLIC_BASE_HEADER = 'x-fhir-base'
const FORM_LIMIT = 32 * 1024

/** The address of the FHIR server as who asks knows it, without a slash at its end. */
export function baseOf(request: Request): string {
  const told = request.header(PUBLIC_BASE_HEADER)
  if (told !== undefined && /^https?:\/\/\S{1,300}$/.test(told)) return told.replace(/\/$/, '')
  return `${request.protocol}://${request.host}/fhir/R4`
}

/** The query as written: parameters may come several times, and their order counts in what is said back. */
export function queryOf(request: Request): URLSearchParams {
  return new URLSearchParams(request.originalUrl.split('?').slice(1).join('?'))
}

/**
 * The parameters of `POST …/_search`: those of the form, and those of the address.
 * @throws FhirError 415, or 413 beyond 32 kB
 */
export async function formOf(request: Request): Promise<URLSearchParams> {
  assertReadable(request.headers['content-type'], FORM)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > FORM_LIMIT) {
      throw new FhirError(413, [{ code: 'too-long', reason: 'FHIR.FORM', text: 'La recherche est trop longue.' }])
    }
    chunks.push(chunk)
  }
  const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
  return new URLSearchParams([...queryOf(request), ...form])
}
