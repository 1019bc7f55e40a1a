import { randomUUID } from 'node:crypto'
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common'
import { Hl7Error, Hl7Message, readAck, type Acknowledgement } from '@anamnese/interop-hl7v2'
import { MllpClient, MllpError } from '@anamnese/interop-mllp'
import type { Log } from '@anamnese/platform-logging'
import { CONFIG, LOG, WorkLoop } from '@anamnese/platform-service'
import { retryDelay } from '../jobs/transitions'
import { PfiConfig } from '../pfi.config'
import { bytesOf } from '../bytes'
import type { Zam } from './zam'
import { ZamRepository } from './zam.repository'

/** the DPI answers as soon as it has kept the acknowledgement */
const ANSWER_MS = 10_000
/** the answer, and time to write it down; a killed process makes the DPI wait no longer than this */
const LEASE_MS = ANSWER_MS + 5_000

/** Gives the business acknowledgements to the DPI, one at a time, each until it is acknowledged. */
@Injectable()
export class ZamSender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly owner = randomUUID()
  private readonly client: MllpClient
  private readonly loop: WorkLoop

  constructor(
    @Inject(CONFIG) private readonly config: PfiConfig,
    @Inject(LOG) private readonly log: Log,
    private readonly zams: ZamRepository,
  ) {
    this.client = new MllpClient({
      host: config.DPI_ZAM_HOST,
      port: config.DPI_ZAM_PORT,
      answerTimeoutMs: ANSWER_MS,
      ...(config.DPI_ZAM_TLS_CA === undefined ? {} : { tls: tlsOf(config, config.DPI_ZAM_TLS_CA) }),
    })
    const failing = 'l’envoi des acquittements métier reprend après une erreur'
    this.loop = new WorkLoop({ turn: () => this.sendOne(), log, failing })
  }

  get connected(): boolean {
    return this.client.isConnected
  }

  onApplicationBootstrap(): void {
    this.loop.start()
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.client.close()
    await this.loop.stop()
  }

  /** Something new to send. */
  wake(): void {
    this.loop.wake()
  }

  /** @returns true when there may be another one to send at once */
  private async sendOne(): Promise<boolean> {
    const zam = await this.zams.claim(this.owner, new Date(), LEASE_MS)
    if (zam === undefined) return false
    try {
      const answer = readAck(Hl7Message.parse(await this.client.send(bytesOf(zam.bytes))))
      await this.settle(zam, answer)
      return true
    } catch (error) {
      if (!(error instanceof MllpError || error instanceof Hl7Error)) throw error
      await this.postpone(zam, error.message)
      // The link is at fault, not this message: the others would fail the same way.
      return false
    }
  }

  private async settle(zam: Zam, answer: Acknowledgement): Promise<void> {
    const { lease: _lease, error: _error, ...rest } = zam
    const at = new Date()
    if (answer.controlId !== zam.controlId) {
      await this.postpone(zam, 'Le DPI a acquitté un autre message.')
    } else if (answer.accepted) {
      await this.zams.save({ ...rest, state: 'acknowledged', changedAt: at })
    } else {
      const reason = answer.errors[0]?.text ?? answer.errors[0]?.label ?? answer.text ?? answer.code
      this.log.warn({ zam: zam._id, code: answer.code }, 'accusé métier refusé par le DPI')
      await this.zams.save({ ...rest, state: 'refused', changedAt: at, error: reason })
    }
  }

  private async postpone(zam: Zam, reason: string): Promise<void> {
    const { lease: _lease, ...rest } = zam
    const at = new Date()
    const delay = retryDelay(zam.attempts, { firstMs: this.config.RETRY_FIRST_SECONDS * 1000 })
    this.log.warn({ zam: zam._id, reason }, 'accusé métier non remis, nouvel essai prévu')
    await this.zams.save({ ...rest, changedAt: at, nextAttemptAt: new Date(at.getTime() + delay), error: reason })
  }
}

function tlsOf(config: PfiConfig, ca: string): { ca: string; cert?: string; key?: string } {
  return {
    ca,
    ...(config.DPI_ZAM_TLS_CERT === undefined ? {} : { cert: config.DPI_ZAM_TLS_CERT }),
    ...(config.DPI_ZAM_TLS_KEY === undefined ? {} : { key: config.DPI_ZAM_TLS_KEY }),
  }
}
