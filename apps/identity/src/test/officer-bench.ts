import type { Actor, CandidateSearchResponse, CreatePatientRequest, PatientDetail, Problem } from '@anamnese/contracts'
import { MllpClient } from '@anamnese/interop-mllp'
import { TestBench } from '@anamnese/platform-testing'
import { definition } from '../definition'
import { PamDoor } from '../pam/pam-door'

/** A record, or what prevented it. */
export type Told = PatientDetail & Pick<Problem, 'code' | 'detail' | 'details' | 'errors'>

export interface Answer<T> {
  status: number
  body: T
}

/** An identity service as an identity officer uses it, with its PAM door. */
export class OfficerBench {
  private constructor(
    readonly bench: TestBench,
    readonly url: string,
    private readonly door: MllpClient,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<OfficerBench> {
    const bench = await TestBench.create([
      'dpi.identity.patient.v1',
      'dpi.identity.movement.v1',
      'dpi.identity.consent.v1',
      'dpi.identity.dead-letter.v1',
      'dpi.audit.trail.v1',
    ])
    const service = await bench.start(definition, { INS_TEST_OIDS: 'true', ...environment })
    const door = new MllpClient({ host: '127.0.0.1', port: service.app.get(PamDoor).address?.port ?? 0 })
    return new OfficerBench(bench, service.url, door)
  }

  async send(message: string): Promise<void> {
    const answer = String(await this.door.send(Buffer.from(message)))
    if (!answer.includes('MSA|AA')) throw new Error(answer)
  }

  async call<T>(method: string, path: string, body?: object, actor: Partial<Actor> = {}): Promise<Answer<T>> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: await this.bench.as(actor),
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: answer.status, body: (await answer.json()) as T }
  }

  async search(criteria: object, actor: Partial<Actor> = {}): Promise<CandidateSearchResponse> {
    const { status, body } = await this.call<CandidateSearchResponse>('POST', '/identity/candidates', criteria, actor)
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body
  }

  /** Searches by the birth date, then asks for the creation. */
  async create(request: Omit<CreatePatientRequest, 'searchToken'>, actor: Partial<Actor> = {}): Promise<Answer<Told>> {
    const { token } = await this.search({ birthDate: request.traits.birthDate }, actor)
    return this.call('POST', '/patients', { searchToken: token, ...request }, actor)
  }

  async detail(id: string): Promise<PatientDetail> {
    const patientContext = { patientId: id, purpose: 'identity' as const }
    return (await this.call<PatientDetail>('GET', `/patients/${id}`, undefined, { patientContext })).body
  }

  async byIpp(ipp: string): Promise<PatientDetail> {
    const found = await this.call<{ items: { id: string }[] }>('GET', `/patients?q=${ipp}`)
    return this.detail(found.body.items[0]?.id ?? '')
  }

  async close(): Promise<void> {
    this.door.close()
    await this.bench.close()
  }
}
