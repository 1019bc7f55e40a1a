/**
 * A failure to play. `slow` answers after `delayMs`; `silent` never answers; `cut` closes the connection before anything is
 * done, `lost-answer` after everything is done; `http` answers with `status`; `fault` with a SOAP fault; `registry` with a
 * registry error (registries only).
 */
export interface Failure {
  kind: 'slow' | 'silent' | 'cut' | 'lost-answer' | 'http' | 'fault' | 'registry'
  /** how many exchanges it strikes; all of them, until it is cleared, when absent */
  times?: number
  /** last part of the address that it strikes, e.g. `repository`; any when absent */
  service?: string
  delayMs?: number
  status?: number
  code?: string
  message?: string
}

const KINDS: ReadonlySet<string> = new Set(['slow', 'silent', 'cut', 'lost-answer', 'http', 'fault', 'registry'])

/** The failures armed, struck in order. */
export class ArmedFailures {
  private armed: Failure[] = []

  /** Replaces what is armed. */
  arm(failures: readonly Failure[]): void {
    const unknown = failures.find(({ kind }) => !KINDS.has(kind))
    if (unknown !== undefined) throw new RangeError(`no such failure: ${unknown.kind}`)
    this.armed = failures.map((failure) => ({ ...failure }))
  }

  list(): readonly Failure[] {
    return this.armed
  }

  /** The failure that strikes this exchange, if any; it is counted. */
  next(service: string): Failure | undefined {
    const failure = this.armed.find((one) => one.service === undefined || one.service === service)
    if (failure?.times !== undefined) {
      failure.times -= 1
      if (failure.times <= 0) this.armed = this.armed.filter((one) => one !== failure)
    }
    return failure
  }
}
