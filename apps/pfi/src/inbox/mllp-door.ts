import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common'
import { MllpServer, type MllpServerEvent } from '@anamnese/interop-mllp'
import { HealthRegistry } from '@anamnese/platform-health'
import { atDoor } from '@anamnese/platform-http'
import type { Log } from '@anamnese/platform-logging'
import { CONFIG, LOG } from '@anamnese/platform-service'
import { PfiConfig } from '../pfi.config'
import { Intake } from './intake'

/** The MLLP door of the PFI, over TCP or TLS. */
@Injectable()
export class MllpDoor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly server: MllpServer
  private listening: { host: string; port: number } | undefined

  constructor(
    @Inject(CONFIG) config: PfiConfig,
    @Inject(LOG) private readonly log: Log,
    intake: Intake,
    health: HealthRegistry,
  ) {
    const { MLLP_TLS_CERT: cert, MLLP_TLS_KEY: key, MLLP_TLS_CA: ca } = config
    this.server = new MllpServer({
      host: config.MLLP_HOST,
      port: config.MLLP_PORT,
      handler: (bytes, peer) => atDoor('MLLP PFI', () => intake.receive(bytes, peer)),
      ...(cert === undefined || key === undefined
        ? {}
        : { tls: { cert, key, ...(ca === undefined ? {} : { clientCa: ca }) } }),
      onEvent: (event) => {
        this.tell(event)
      },
    })
    health.ready('mllp', () => ({ ok: this.listening !== undefined }))
  }

  /** Where it listens, once it does. */
  get address(): { host: string; port: number } | undefined {
    return this.listening
  }

  async onApplicationBootstrap(): Promise<void> {
    this.listening = await this.server.listen()
    this.log.info(this.listening, 'porte MLLP ouverte')
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.listening = undefined
    await this.server.close()
  }

  private tell(event: MllpServerEvent): void {
    if ('error' in event) this.log.warn({ event: event.type, err: event.error }, 'porte MLLP')
    else this.log.debug({ event: event.type, peer: event.peer.address }, 'porte MLLP')
  }
}
