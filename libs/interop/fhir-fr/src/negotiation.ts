import { FhirError } from './outcome'

export const FHIR_JSON = 'application/fhir+json'
const ACCEPTED = new Set([FHIR_JSON, 'application/json', 'application/json+fhir', 'text/json'])
const FORMATS = new Set([...ACCEPTED, 'json'])
const ANY = new Set(['*/*', 'application/*'])

/**
 * Refuses a request whose answer could not be read by who asks: JSON in FHIR R4 is the only form.
 * @throws FhirError 406
 */
export function assertAcceptable(accept: string | undefined, format: string | null): void {
  if (format !== null && format !== '') {
    // A `+` that was not escaped in the address arrives as a space.
    if (FORMATS.has(essence(format.replace(' ', '+')))) return
    throw notAcceptable(format)
  }
  if (accept === undefined || accept.trim() === '') return
  const offered = accept.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    if (parameters.some((one) => /^q=0(\.0*)?$/.test(one))) return false
    const version = parameters.find((one) => one.startsWith('fhirversion='))
    if (version !== undefined && !version.endsWith('=4.0')) return false
    return ACCEPTED.has(type) || ANY.has(type)
  })
  if (!offered) throw notAcceptable(accept)
}

/**
 * Does who asks for a Binary want its bytes, or a resource that holds them?
 * @param mediaType that of the bytes
 * @throws FhirError 406 when neither can be read
 */
export function prefersBytes(accept: string | undefined, format: string | null, mediaType: string): boolean {
  if (format !== null && format !== '') {
    if (essence(format) === mediaType) return true
    assertAcceptable(undefined, format)
    return false
  }
  const types = (accept ?? '*/*').split(',').map(essence)
  if (types.some((type) => type === FHIR_JSON || type === 'application/json+fhir')) return false
  const family = `${mediaType.split('/')[0] ?? ''}/*`
  if (types.some((type) => type === '*/*' || type === family || type === mediaType)) return true
  assertAcceptable(accept, null)
  return false
}

/** @throws FhirError 415 for a body that is neither FHIR JSON nor JSON */
export function assertReadable(contentType: string | undefined, allowed: ReadonlySet<string> = ACCEPTED): void {
  if (contentType !== undefined && allowed.has(essence(contentType))) return
  throw new FhirError(415, [
    {
      code: 'not-supported',
      reason: 'FHIR.MEDIA_TYPE',
      text: `Le contenu envoyé doit être ${[...allowed][0] ?? FHIR_JSON}.`,
    },
  ])
}

export const FORM = new Set(['application/x-www-form-urlencoded'])

function essence(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase()
}

function notAcceptable(asked: string): FhirError {
  return new FhirError(406, [
    {
      code: 'not-supported',
      reason: 'FHIR.FORMAT',
      text: `Cette interface répond en ${FHIR_JSON} (FHIR R4) uniquement.`,
      diagnostics: `Demandé : ${asked.slice(0, 120)}`,
    },
  ])
}
