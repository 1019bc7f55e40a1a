import { NO_FAULT, type PscFaults } from './faults'
import type { PscKeys } from './keys'
import { DEMO_PEOPLE, type PscPerson } from './people'
import type { PscSimulatorOptions } from './options'

/** What the simulator saw, for tests and proofs. No secret, no token. */
export interface PscRecord {
  at: string
  kind: 'authorization' | 'token' | 'userinfo' | 'introspection' | 'logout' | 'back-channel-logout'
  detail: Record<string, string>
}

const KEPT_RECORDS = 200

/** The changing part of one simulator. */
export class PscState {
  faults: PscFaults = { ...NO_FAULT }
  readonly records: PscRecord[] = []
  readonly people: readonly PscPerson[]
  /** who signed in where: what a session end at the provider has to be told to */
  readonly sessions = new Map<string, { clientId: string; sub: string; sid: string }>()

  constructor(
    readonly options: PscSimulatorOptions,
    readonly issuer: string,
    readonly keys: PscKeys,
  ) {
    this.people = options.people ?? DEMO_PEOPLE
  }

  record(kind: PscRecord['kind'], detail: Record<string, string>): void {
    this.records.push({ at: new Date().toISOString(), kind, detail })
    if (this.records.length > KEPT_RECORDS) this.records.shift()
  }
}
