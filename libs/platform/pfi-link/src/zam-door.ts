import { BeforeApplicationShutdown, Inject, Injectable, OnApplicationBootstrap } from '@nestjs/common'
import { ulid } from 'ulid'
import type { AcknowledgementReceivedData } from '@anamnese/contracts'
import { buildCdaAck, CdaHl7Error, readZam, validateZam, type Zam } from '@anamnese/interop-cda-hl7'
import { buildUnreadableAck, Hl7Error, Hl7Message, type Hl7Finding } from '@anamnese/interop-hl7v2'
import { MllpServer } from '@anamnese/interop-mllp'
import { atDoor } from '@anamnese/platform-http'
import type { Log } from '@anamnese/platform-logging'
import { Outbox } from '@anamnese/platform-messaging'
import { isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import { CONFIG, LOG } from '@anamnese/platform-service'
import { newControlId } from './control-id'
import { PfiLinkConfig } from './pfi-link.config'
import { PFI_LINK, type PfiLinkSettings } from './settings'
import { ZamRepository } from './zam.repository'

const KINDS = {
  dmp: 'ACK_RECEPTION_DMP',
  'mss-reception': 'ACK_RECEPTION_MSS',
  'mss-reading': 'ACK_LECTURE_MSS',
} as const
const MAX_ZAM_BYTES = 1_000_000

/** The MLLP door for business acknowledgements: kept and published in one transaction, acknowledged after it. */
@Injectable()
export class ZamDoor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private server: MllpServer | undefined
  /** where the door listens, once open */
  address: { host: string; port: number } | undefined

  constructor(
    private readonly mongo: Mongo,
    private readonly zams: ZamRepository,
    private readonly outbox: Outbox,
    @Inject(CONFIG) private readonly config: PfiLinkConfig,
    @Inject(PFI_LINK) private readonly settings: PfiLinkSettings,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { ZAM_HOST: host, ZAM_PORT: port, ZAM_TLS_CERT: cert, ZAM_TLS_KEY: key, ZAM_TLS_CA: ca } = this.config
    if (port === undefined) return
    this.server = new MllpServer({
      host,
      port,
      maxFrameSize: MAX_ZAM_BYTES,
      handler: (bytes) => atDoor('MLLP ZAM', () => this.receive(bytes)),
      ...(cert === undefined || key === undefined
        ? {}
        : { tls: { cert, key, ...(ca === undefined ? {} : { clientCa: ca }) } }),
      onEvent: (event) => {
        if ('error' in event) this.log.warn({ err: event.error, type: event.type }, 'porte des accusés métier')
      },
    })
    this.address = await this.server.listen()
    this.log.info(this.address, 'porte des accusés métier ouverte')
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.server?.close()
  }

  /** The answer to one frame. */
  async receive(bytes: Buffer): Promise<Buffer> {
    const at = new Date()
    const controlId = newControlId('ACK', at)
    let message: Hl7Message
    try {
      message = Hl7Message.parse(bytes)
    } catch (error) {
      if (!(error instanceof Hl7Error)) throw error
      const sender = [this.config.SENDING_APPLICATION, this.config.ESTABLISHMENT] as const
      return buildUnreadableAck(error, { controlId, at, sender })
    }
    let zam: Zam
    try {
      zam = readZam(message)
    } catch (error) {
      if (!(error instanceof CdaHl7Error)) throw error
      const findings = validateZam(message)
      return buildCdaAck(message, { controlId, at, findings: findings.length > 0 ? findings : [unreadable(error)] })
    }
    const answer = buildCdaAck(message, { controlId, at, code: 'AA' })
    try {
      return await this.keep(message, zam, answer, at)
    } catch (error) {
      this.log.error({ err: error }, 'un accusé métier n’a pas pu être conservé')
      const finding = unavailable()
      return buildCdaAck(message, { controlId, at, code: 'AR', findings: [finding] })
    }
  }

  private async keep(message: Hl7Message, zam: Zam, answer: Buffer, at: Date): Promise<Buffer> {
    const sender = `${message.get('MSH-3') ?? ''}|${message.get('MSH-4') ?? ''}`
    const establishment = this.config.ESTABLISHMENT
    const key = { sender, controlId: zam.controlId }
    try {
      await this.mongo.transaction(async (session) => {
        const row = {
          ...key,
          answers: zam.originalControlId,
          text: message.toString(),
          answer: answer.toString('utf8'),
        }
        await this.zams.insert({ _id: ulid(), establishment, receivedAt: at, ...row }, session)
        await this.outbox.append(
          session,
          this.settings.acknowledgementReceived,
          zam.originalControlId,
          received(zam, at),
        )
      })
      return answer
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      const known = await this.zams.findOne(establishment, key)
      if (!known) throw error
      return Buffer.from(known.answer, 'utf8')
    }
  }
}

function received(zam: Zam, at: Date): AcknowledgementReceivedData {
  const { error } = zam
  return {
    answers: zam.originalControlId,
    kind: KINDS[zam.kind],
    positive: zam.success,
    ...(zam.mailbox === undefined ? {} : { recipient: zam.mailbox }),
    ...(error === undefined
      ? {}
      : { error: { code: error.code, label: error.label ?? error.code, system: error.system ?? '' } }),
    controlId: zam.controlId,
    receivedAt: at.toISOString(),
  }
}

const RULE = 'CI-SIS CDA en HL7v2 v2.1, accusés métier'
const unreadable = (error: Error): Hl7Finding => ({
  severity: 'E',
  location: 'OBX',
  code: '101',
  message: error.message,
  rule: RULE,
})
const unavailable = (): Hl7Finding => ({
  severity: 'E',
  location: 'MSH',
  code: '207',
  message: 'Accusé momentanément impossible à conserver : à renvoyer plus tard.',
  rule: RULE,
})
