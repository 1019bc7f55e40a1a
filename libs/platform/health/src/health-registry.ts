import { Injectable } from '@nestjs/common'

export interface HealthFinding {
  ok: boolean
  /** French, for the person who supervises */
  detail?: string
}
type Check = () => Promise<HealthFinding> | HealthFinding

/**
 * What the probes ask. Liveness: the process still does its loops (a restart would help). Readiness: it can serve now
 * (database answers, partitions assigned, outbox published).
 */
@Injectable()
export class HealthRegistry {
  private readonly checks = { live: new Map<string, Check>(), ready: new Map<string, Check>() }

  live(name: string, check: Check): void {
    this.checks.live.set(name, check)
  }

  ready(name: string, check: Check): void {
    this.checks.ready.set(name, check)
  }

  /** Runs the checks, each bounded to two seconds. */
  async report(kind: 'live' | 'ready'): Promise<{ ok: boolean; checks: Record<string, HealthFinding> }> {
    const entries = await Promise.all(
      [...this.checks[kind]].map(async ([name, check]) => [name, await bounded(check)] as const),
    )
    return { ok: entries.every(([, finding]) => finding.ok), checks: Object.fromEntries(entries) }
  }
}

async function bounded(check: Check): Promise<HealthFinding> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<HealthFinding>((resolve) => {
    timer = setTimeout(() => {
      resolve({ ok: false, detail: 'pas de réponse en 2 secondes' })
    }, 2000)
  })
  try {
    return await Promise.race([Promise.resolve().then(check), timeout])
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : 'erreur' }
  } finally {
    clearTimeout(timer)
  }
}
