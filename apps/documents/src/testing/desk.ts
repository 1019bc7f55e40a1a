import {
  DocumentValidated,
  type DocumentValidatedData,
  type DocumentView,
  type LetterView,
  PatientChanged,
  type PatientChangedData,
  type Problem,
  StayChanged,
  TrailRecorded,
  type TrailRecordedData,
  CorrespondentChanged,
} from '@anamnese/contracts'
import { Mongo } from '@anamnese/platform-mongo'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from '../definition'
import { CORRESPONDENT, ENVIRONMENT, patient, stay, TOPICS } from './world'

export type DeskActor = NonNullable<Parameters<TestBench['as']>[0]>

export interface Answer<T> {
  status: number
  body: T
}

/** The service on the real servers, and what a person at a desk does with it. */
export class Desk {
  readonly validated: { data: DocumentValidatedData }[]
  readonly traces: { data: TrailRecordedData }[]

  private constructor(
    readonly bench: TestBench,
    readonly url: string,
    private readonly mongo: Mongo,
    collected: Pick<Desk, 'validated' | 'traces'>,
  ) {
    this.validated = collected.validated
    this.traces = collected.traces
  }

  static async open(): Promise<Desk> {
    const bench = await TestBench.create([...TOPICS])
    const { url, app } = await bench.start(definition, ENVIRONMENT)
    const validated = (await bench.collect(DocumentValidated)) as unknown as Desk['validated']
    const traces = (await bench.collect(TrailRecorded)) as unknown as Desk['traces']
    await bench.publish(CorrespondentChanged, CORRESPONDENT.idNat, CORRESPONDENT)
    return new Desk(bench, url, app.get(Mongo), { validated, traces })
  }

  async close(): Promise<void> {
    await this.bench.close()
  }

  async call<T>(method: string, path: string, actor: DeskActor, body?: unknown): Promise<Answer<T>> {
    const response = await fetch(this.url + path, {
      method,
      headers: await this.bench.as(actor),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as T }
  }

  async bytesOf(path: string, actor: DeskActor): Promise<{ bytes: Buffer; headers: Headers }> {
    const response = await fetch(this.url + path, { headers: await this.bench.as(actor) })
    if (response.status !== 200) throw new Error(await response.text())
    return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers }
  }

  /** A patient and his stay, known to the service. The stay has the number of the patient. */
  async arrive(patientId: string, change: Partial<PatientChangedData> = {}): Promise<void> {
    await this.bench.publish(PatientChanged, patientId, patient(patientId, change))
    await this.bench.publish(StayChanged, patientId, stay(patientId, patientId))
    await eventually(async () => {
      const known = await Promise.all([
        this.bench.collection('patients').countDocuments({ _id: patientId as never }),
        this.bench.collection('stays').countDocuments({ number: patientId }),
      ])
      if (known.includes(0)) throw new Error('not known yet')
    })
  }

  async newLetter(patientId: string, body: object = {}, actor: DeskActor = {}): Promise<LetterView> {
    const request = { stayNumber: patientId, ...body }
    const answer = await this.call<LetterView>(
      'POST',
      `/patients/${patientId}/letters`,
      inRecord(patientId, actor),
      request,
    )
    if (answer.status !== 201) throw new Error(JSON.stringify(answer))
    return answer.body
  }

  validate(letter: LetterView, actor: DeskActor = {}): Promise<Answer<DocumentView & Problem>> {
    const who = inRecord(letter.patientId, actor)
    return this.call('POST', `/letters/${letter.id}/validate`, who, { version: letter.version })
  }

  /** The one event of a document; more than one is an error. */
  eventOf(documentId: string): Promise<DocumentValidatedData> {
    return eventually(() => {
      const [event, ...more] = this.validated.filter(({ data }) => data.documentId === documentId)
      if (event === undefined || more.length > 0) throw new Error(`${more.length + (event ? 1 : 0)} events`)
      return event.data
    })
  }

  /** What the blob store holds, as it is on disk. */
  async storedBytes(): Promise<Buffer[]> {
    const blobs = this.mongo.connection.getClient().db(this.bench.database).collection('blobs.chunks')
    const chunks = await blobs.find().toArray()
    return chunks.map((chunk) => Buffer.from((chunk['data'] as { buffer: Uint8Array }).buffer))
  }
}

/** Someone who has opened this record. */
export function inRecord(patientId: string, actor: DeskActor = {}): DeskActor {
  return { patientContext: { patientId, purpose: 'care' }, ...actor }
}
