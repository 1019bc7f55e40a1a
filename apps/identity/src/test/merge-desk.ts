import { Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { MllpClient } from '@anamnese/interop-mllp'
import { TestBench } from '@anamnese/platform-testing'
import type { MergeView } from '@anamnese/contracts'
import { definition } from '../definition'
import { PamDoor } from '../pam/pam-door'
import type { Patient } from '../patients/patient'
import type { MessageParts } from './messages'

/** A provisional identity, without INS. */
export const PROV: MessageParts = { ins: null, reliability: 'PROV' }

export interface Answer<T> {
  status: number
  body: T & { code?: string; detail?: string }
}

/** The identity service on the real servers, what a GAM sends to it and what an identity officer does with it. */
export class MergeDesk {
  private constructor(
    readonly bench: TestBench,
    readonly url: string,
    readonly port: number,
    private readonly client: MllpClient,
  ) {}

  static async open(): Promise<MergeDesk> {
    const bench = await TestBench.create([
      'dpi.identity.patient.v1',
      'dpi.identity.movement.v1',
      'dpi.identity.consent.v1',
      'dpi.identity.dead-letter.v1',
      'dpi.audit.trail.v1',
    ])
    const { url, app } = await bench.start(definition, { INS_TEST_OIDS: 'true' })
    const { address } = app.get(PamDoor)
    if (!address) throw new Error('the door is not open')
    const { port } = address
    return new MergeDesk(bench, url, port, new MllpClient({ host: '127.0.0.1', port }))
  }

  async close(): Promise<void> {
    this.client.close()
    await this.bench.close()
  }

  async send(text: string): Promise<ReturnType<typeof readAck>> {
    return readAck(Hl7Message.parse(await this.client.send(Buffer.from(text))))
  }

  async patient(ipp: string): Promise<Patient> {
    const found = await this.bench.collection('patients').findOne({ ippKeys: `${ipp}^GAM&220000012` })
    return found as unknown as Patient
  }

  async call<T>(method: string, path: string, body?: object, permissions?: string[]): Promise<Answer<T>> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: await this.bench.as(permissions ? { permissions: permissions as never } : {}),
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: answer.status, body: (await answer.json()) as Answer<T>['body'] }
  }

  /** What is asked to merge the second record into the first one, as they are now. */
  async asked(survivor: string, absorbed: string, acknowledged: string[] = []): Promise<object> {
    const [one, other] = [await this.patient(survivor), await this.patient(absorbed)]
    return {
      survivorId: one._id,
      absorbedId: other._id,
      survivorVersion: one.version,
      absorbedVersion: other.version,
      reason: 'Doublon d’admission',
      acknowledged,
    }
  }

  async merge(survivor: string, absorbed: string, acknowledged: string[] = []): Promise<Answer<MergeView>> {
    return this.call<MergeView>('POST', '/identity/merges', await this.asked(survivor, absorbed, acknowledged))
  }
}
