/** What the simulated Pro Santé Connect does wrong, on demand: one entry per check that a client has to make. */
export interface PscFaults {
  /** the `acr` of the ID token; null leaves it out */
  acr: string | null
  nonce: 'right' | 'wrong' | 'missing'
  signature: 'right' | 'other-key' | 'unsigned'
  issuer: 'right' | 'wrong'
  audience: 'right' | 'wrong'
  azp: 'right' | 'wrong'
  /** the ID token ended ten minutes ago */
  expired: boolean
  /** the `iss` parameter of the authorization response */
  responseIssuer: 'right' | 'wrong' | 'missing'
  userinfo: 'json' | 'jwt' | 'other-sub' | 'badly-signed-jwt' | 'error'
  /** the person, or the service, refuses: `error=access_denied` without a login page */
  accessDenied: boolean
  /** everyone exercises in one place more */
  severalActivities: boolean
  /** everyone comes without RPPS and without any exercise */
  noRpps: boolean
  /** life of the access token, in seconds */
  tokenSeconds: number
  /** refresh tokens are refused */
  refreshRefused: boolean
  /** connections are cut without any answer */
  down: boolean
}

export const NO_FAULT: Readonly<PscFaults> = {
  acr: 'eidas1',
  nonce: 'right',
  signature: 'right',
  issuer: 'right',
  audience: 'right',
  azp: 'right',
  expired: false,
  responseIssuer: 'right',
  userinfo: 'json',
  accessDenied: false,
  severalActivities: false,
  noRpps: false,
  tokenSeconds: 120,
  refreshRefused: false,
  down: false,
}

const allowed: Partial<Record<keyof PscFaults, readonly string[]>> = {
  nonce: ['right', 'wrong', 'missing'],
  signature: ['right', 'other-key', 'unsigned'],
  issuer: ['right', 'wrong'],
  audience: ['right', 'wrong'],
  azp: ['right', 'wrong'],
  responseIssuer: ['right', 'wrong', 'missing'],
  userinfo: ['json', 'jwt', 'other-sub', 'badly-signed-jwt', 'error'],
}

/**
 * Merges a change asked by a test into the current faults.
 * @throws RangeError naming the entry that does not exist or has a wrong value
 */
export function mergeFaults(current: PscFaults, change: Record<string, unknown>): PscFaults {
  for (const [name, value] of Object.entries(change)) {
    if (!(name in NO_FAULT)) throw new RangeError(`unknown fault ${name}`)
    const key = name as keyof PscFaults
    const values = allowed[key]
    const good = values
      ? typeof value === 'string' && values.includes(value)
      : key === 'acr'
        ? value === null || typeof value === 'string'
        : key === 'tokenSeconds'
          ? Number.isInteger(value) && Number(value) > 0
          : typeof value === 'boolean'
    if (!good) throw new RangeError(`wrong value for ${name}`)
  }
  return { ...current, ...(change as Partial<PscFaults>) }
}
