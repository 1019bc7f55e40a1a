import type { ServiceName } from '@anamnese/contracts'
import type { GatewayConfig } from '../gateway.config'

export type ServiceTarget = Exclude<ServiceName, 'gateway'>

export const SERVICE_TARGETS: readonly ServiceTarget[] = [
  'identity',
  'care',
  'documents',
  'dmp',
  'mssante',
  'consent',
  'directory',
  'indicators',
  'audit',
  'pfi',
]

/** Who owns which part of the public API; the first that matches. Paths are those after `/api`. */
const OWNERS: readonly (readonly [RegExp, ServiceTarget])[] = [
  [/^\/patients\/[^/]+\/(stays|care-team)(\/|$)/, 'care'],
  [/^\/wards(\/|$)/, 'care'],
  [/^\/patients\/[^/]+\/choices(\/|$)/, 'consent'],
  [/^\/patients\/[^/]+\/(letters|documents)(\/|$)/, 'documents'],
  [/^\/(letters|documents|document-types)(\/|$)/, 'documents'],
  [/^\/patients\/[^/]+\/dmp-state(\/|$)/, 'dmp'],
  [/^\/dmp(\/|$)/, 'dmp'],
  [/^\/mssante(\/|$)/, 'mssante'],
  [/^\/(correspondents|directory)(\/|$)/, 'directory'],
  [/^\/(patients|identity)(\/|$)/, 'identity'],
  [/^\/indicators(\/|\.|$)/, 'indicators'],
  [/^\/audit(\/|\.csv$|$)/, 'audit'],
  [/^\/pfi(\/|$)/, 'pfi'],
]

export interface Destination {
  service: ServiceTarget
  /** path at the service, without query */
  path: string
}

/**
 * Where a path of the API goes. `/internal` is never reachable from outside, and a path that a service would read otherwise than
 * this table (`..`, `//`, encoded slashes or dots) goes nowhere.
 */
export function destinationOf(path: string): Destination | undefined {
  if (/\/\/|\/\.{1,2}(\/|$)|\\|%2e|%5c/i.test(path)) return undefined
  const deadLetters = /^\/dead-letters\/([a-z]+)(\/.*)?$/.exec(path)
  if (deadLetters) {
    const service = SERVICE_TARGETS.find((target) => target === deadLetters[1])
    return service === undefined ? undefined : { service, path: `/dead-letters${deadLetters[2] ?? ''}` }
  }
  const owner = OWNERS.find(([pattern]) => pattern.test(path))
  return owner === undefined ? undefined : { service: owner[1], path }
}

/** Base address of a service, without a slash at its end. @throws RangeError for a component that is not installed */
export function addressOf(config: GatewayConfig, service: ServiceTarget): string {
  const address = config[`${service.toUpperCase() as Uppercase<ServiceTarget>}_URL`]
  if (address === undefined) throw new RangeError(`${service} is not installed`)
  return address.replace(/\/$/, '')
}
