import type { Page, PatientDetail, PatientSummary } from '@anamnese/contracts'
import { insKey } from '@anamnese/domain-ins'
import { MllpClient } from '@anamnese/interop-mllp'
import { TestBench } from '@anamnese/platform-testing'
import { definition } from '../definition'
import { PamDoor } from '../pam/pam-door'
import { a28, type MessageParts } from './messages'
import { startTeleservice, type Teleservice } from './teleservice'

/** Somebody of the invented national base. */
export interface NationalPerson extends Record<string, string> {
  number: string
  key: string
  NomNaissance: string
  Prenom: string
  ListePrenom: string
  Sexe: string
  DateNaissance: string
  LieuNaissance: string
}

export interface Arrived {
  id: string
  ipp: string
  person: NationalPerson
}

/** An identity service with its PAM door and a teleservice, and what tests do with them. */
export class InsiBench {
  private serial = 0

  private constructor(
    readonly bench: TestBench,
    readonly insi: Teleservice,
    readonly service: Awaited<ReturnType<TestBench['start']>>,
    private readonly door: MllpClient,
  ) {}

  get url(): string {
    return this.service.url
  }

  static async start(environment: Record<string, string> = {}): Promise<InsiBench> {
    const insi = await startTeleservice()
    const bench = await TestBench.create([
      'dpi.identity.patient.v1',
      'dpi.identity.movement.v1',
      'dpi.identity.consent.v1',
      'dpi.identity.dead-letter.v1',
      'dpi.audit.trail.v1',
    ])
    const service = await bench.start(definition, { INS_TEST_OIDS: 'true', ...insi.environment, ...environment })
    const door = new MllpClient({ host: '127.0.0.1', port: service.app.get(PamDoor).address?.port ?? 0 })
    return new InsiBench(bench, insi, service, door)
  }

  /** A provisional identity received by PAM, and the person it is of in the national base; each with an INS of its own. */
  async arrive(parts: MessageParts = {}): Promise<Arrived> {
    const order = String(100 + ++this.serial)
    const number = `180032B020${order}`
    const letters = String.fromCharCode(65 + (this.serial % 26), 65 + Math.floor(this.serial / 26))
    const name = `CORSE${letters}`
    const person: NationalPerson = {
      number,
      key: insKey(number),
      NomNaissance: name,
      Prenom: 'ANTHONY',
      ListePrenom: 'ANTHONY JEAN',
      Sexe: 'M',
      DateNaissance: '1980-03-02',
      LieuNaissance: '2B020',
    }
    const ipp = `Q${order}`
    const known = { ins: null, reliability: 'PROV', names: `${name}^ANTHONY^^^^^L`, birth: '19800302', sex: 'M' }
    await this.door.send(Buffer.from(a28({ ipp, place: '2B020', ...known, ...parts })))
    const { items } = await this.get<Page<PatientSummary>>(`/patients?q=${ipp}`)
    const [found] = items
    if (found === undefined) throw new Error('the message was not recorded')
    return { id: found.id, ipp, person }
  }

  async call<T>(method: string, path: string, body?: object, url = this.url): Promise<{ status: number; body: T }> {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: await this.bench.as(),
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: answer.status, body: (await answer.json()) as T }
  }

  async get<T>(path: string): Promise<T> {
    const { status, body } = await this.call<T>('GET', path)
    if (status !== 200) throw new Error(`${String(status)} ${JSON.stringify(body)}`)
    return body
  }

  /** A record opened to be looked at. */
  async detail(id: string): Promise<PatientDetail> {
    const patientContext = { patientId: id, purpose: 'identity' as const }
    const answer = await fetch(`${this.url}/patients/${id}`, { headers: await this.bench.as({ patientContext }) })
    return (await answer.json()) as PatientDetail
  }

  async close(): Promise<void> {
    this.door.close()
    await this.bench.close()
    await this.insi.close()
  }
}
