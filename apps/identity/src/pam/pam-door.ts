import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common'
import { MllpServer, type MllpServerEvent } from '@anamnese/interop-mllp'
import { HealthRegistry } from '@anamnese/platform-health'
import { atDoor } from '@anamnese/platform-http'
import type { Log } from '@anamnese/platform-logging'
import { CONFIG, LOG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { EnhancedIntake } from './enhanced-intake'
import { Intake } from './intake'

/** A PAM message is small; beyond this it is not one, and would not fit in a document of the database. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024

/** The MLLP door for PAM-FR messages, open while the service runs. */
@Injectable()
export class PamDoor implements OnApplicationBootstrap, OnModuleDestroy {
  private server: MllpServer | undefined
  /** where it listens */
  address: { host: string; port: number } | undefined

  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    @Inject(LOG) private readonly log: Log,
    private readonly intake: Intake,
    private readonly enhanced: EnhancedIntake,
    private readonly health: HealthRegistry,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.server) return
    const { MLLP_TLS_CERT: cert, MLLP_TLS_KEY: key, MLLP_TLS_CA: clientCa } = this.config
    this.server = new MllpServer({
      host: this.config.MLLP_HOST,
      port: this.config.MLLP_PORT,
      maxFrameSize: MAX_MESSAGE_BYTES,
      handler: (bytes, peer, early) => atDoor('MLLP PAM', () => this.enhanced.receive(bytes, peer, early)),
      onEvent: (event) => {
        this.note(event)
      },
      ...(cert !== undefined && key !== undefined ? { tls: { cert, key, ...(clientCa ? { clientCa } : {}) } } : {}),
    })
    this.health.ready('mllp', () => ({ ok: this.address !== undefined, detail: 'la porte PAM écoute' }))
    this.address = await this.server.listen()
    this.log.info({ mllp: this.address, tls: cert !== undefined }, 'porte PAM ouverte')
  }

  /** Messages being handled are answered before the database closes. */
  async onModuleDestroy(): Promise<void> {
    this.address = undefined
    await this.server?.close()
    await this.intake.idle()
  }

  private note(event: MllpServerEvent): void {
    if ('error' in event) {
      this.log.warn({ type: event.type, peer: event.peer, err: event.error }, 'liaison PAM interrompue')
    } else this.log.debug(event, 'liaison PAM')
  }
}
