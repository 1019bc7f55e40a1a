import type { ServiceTarget } from '../services/service-table'

/** Which service owns each type of resource. */
export const FHIR_OWNERS: Readonly<Record<string, ServiceTarget>> = {
  Patient: 'identity',
  DocumentReference: 'documents',
  Binary: 'documents',
}

export const FHIR_ROOT = '/fhir/R4'

export interface FhirDestination {
  service: ServiceTarget
  /** path at the service, the same as in public */
  path: string
  /** the path of the API that is about the same record, by which the right to open it is judged */
  recordPath: string
}

/** Where a path of the FHIR server goes; undefined for a type that is not here, or a path that a service could read otherwise. */
export function fhirDestination(path: string, query: string | undefined): FhirDestination | undefined {
  const match = /^\/fhir\/R4\/([A-Za-z]+)((?:\/[A-Za-z0-9$_.-]+){0,3})\/?$/.exec(path)
  const [, type = '', rest = ''] = match ?? []
  const service = Object.hasOwn(FHIR_OWNERS, type) ? FHIR_OWNERS[type] : undefined
  if (!match || service === undefined || /\/\.{1,2}(\/|$)/.test(rest)) return undefined
  return { service, path: `${FHIR_ROOT}/${type}${rest}`, recordPath: recordPath(type, rest, query) }
}

function recordPath(type: string, rest: string, query: string | undefined): string {
  if (type === 'Patient')
    return /^\/(?:_search|\$)/.test(rest) ? '/patients' : `/patients${rest.replace(/^(\/[^/]+).*$/, '$1')}`
  const patient = new URLSearchParams(query).get('patient')?.replace(/^.*Patient\//, '')
  return patient && /^[A-Za-z0-9.-]{1,64}$/.test(patient) ? `/patients/${patient}/documents` : '/documents'
}
