import os from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { HealthRegistry } from '@anamnese/platform-health'
import type { Log } from '@anamnese/platform-logging'
import { CONFIG, LOG } from '@anamnese/platform-service'
import { AuditConfig } from '../audit.config'
import { TrailRepository } from '../trail/trail.repository'
import { atnaMessage } from './atna-message'
import { SyslogConnection } from './syslog-connection'
import { SyslogCursorRepository } from './syslog-cursor.repository'
import { syslogFrame } from './syslog-frame'

const BATCH = 100
const IDLE_MS = 1000
const MAX_DELAY_MS = 60_000

/**
 * Sends each trace to a syslog server, in the order of its lane, from where it had stopped. A trace may be sent twice (a crash
 * between the sending and the cursor, a connection that broke): it carries its id.
 */
@Injectable()
export class SyslogExport implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController()
  private running: Promise<void> = Promise.resolve()
  private failures = 0
  private lastBatch: { lane: number; before: number } | undefined

  constructor(
    private readonly rows: TrailRepository,
    private readonly cursors: SyslogCursorRepository,
    private readonly health: HealthRegistry,
    @Inject(CONFIG) private readonly config: AuditConfig,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const { SYSLOG_URL: url, SYSLOG_CA: ca, SYSLOG_CERT: cert, SYSLOG_KEY: key } = this.config
    if (url === undefined) return
    // Told to who supervises; the service is ready without it, since nothing is lost: the traces wait.
    this.health.ready('syslog', () => ({
      ok: true,
      detail: this.failures === 0 ? 'à jour' : `${this.failures} échecs`,
    }))
    this.running = this.run(new SyslogConnection({ url, ca, cert, key }))
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort()
    await this.running
  }

  private async run(connection: SyslogConnection): Promise<void> {
    const { signal } = this.stopping
    while (!signal.aborted) {
      let delay = IDLE_MS
      try {
        if ((await this.turn(connection)) > 0) delay = 0
        this.failures = 0
      } catch (error) {
        this.failures++
        delay = Math.min(IDLE_MS * 2 ** Math.min(this.failures, 10), MAX_DELAY_MS)
        this.log.warn({ err: error, failures: this.failures }, 'le serveur de journaux n’a pas reçu les traces')
        connection.close()
        await this.rewind().catch((cause: unknown) => {
          this.log.warn({ err: cause }, 'la reprise de l’envoi des traces attend la base de données')
        })
      }
      await wait(delay, undefined, { signal }).catch(() => undefined)
    }
    connection.close()
  }

  /** Sends what is new in each lane. @returns how many traces left */
  private async turn(connection: SyslogConnection): Promise<number> {
    let sent = 0
    for (const { lane, seq } of await this.rows.lanes(this.config.ESTABLISHMENT)) {
      const cursor = await this.cursors.of(this.config.ESTABLISHMENT, lane)
      if (cursor.seq >= seq || this.stopping.signal.aborted) continue
      const frames: Buffer[] = []
      let last = cursor.seq
      for await (const row of this.rows.lane(this.config.ESTABLISHMENT, lane, cursor.seq + 1)) {
        frames.push(
          syslogFrame(atnaMessage(row._id, row.entry), { host: os.hostname(), at: row.at, process: process.pid }),
        )
        last = row.seq
        if (frames.length === BATCH) break
      }
      await connection.send(frames)
      this.lastBatch = { lane, before: cursor.seq }
      await this.cursors.save({ ...cursor, seq: last })
      sent += frames.length
    }
    return sent
  }

  /** What the network held when the connection broke may be lost: the last batch is sent again. */
  private async rewind(): Promise<void> {
    if (this.lastBatch === undefined) return
    const cursor = await this.cursors.of(this.config.ESTABLISHMENT, this.lastBatch.lane)
    await this.cursors.save({ ...cursor, seq: Math.min(cursor.seq, this.lastBatch.before) })
    this.lastBatch = undefined
  }
}
