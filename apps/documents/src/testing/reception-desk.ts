import { randomUUID } from 'node:crypto'
import {
  type ArrivalView,
  type DocumentArrivedData,
  DocumentReceived,
  type DocumentReceivedData,
  type DocumentView,
  MssanteDocumentArrived,
  type Page,
  PatientChanged,
  type PatientChangedData,
  TrailRecorded,
  type TrailRecordedData,
} from '@anamnese/contracts'
import type { BlobStore } from '@anamnese/platform-blobs'
import { BLOBS } from '@anamnese/platform-service'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from '../definition'
import { type Answer, type DeskActor, inRecord } from './desk'
import { testIns } from './foreign-cda'
import { ENVIRONMENT, patient, TOPICS } from './world'

/** The service on the real servers, and what comes to its receiving door. */
export class ReceptionDesk {
  private constructor(
    readonly bench: TestBench,
    readonly url: string,
    readonly app: { get: <T>(token: unknown) => T },
    readonly blobs: BlobStore,
    readonly told: { data: DocumentReceivedData }[],
    readonly traces: { data: TrailRecordedData }[],
  ) {}

  static async open(environment: Record<string, string> = {}): Promise<ReceptionDesk> {
    const bench = await TestBench.create([...TOPICS])
    const { url, app } = await bench.start(definition, { ...ENVIRONMENT, ...environment })
    const told = (await bench.collect(DocumentReceived)) as unknown as ReceptionDesk['told']
    const traces = (await bench.collect(TrailRecorded)) as unknown as ReceptionDesk['traces']
    return new ReceptionDesk(bench, url, app as ReceptionDesk['app'], app.get<BlobStore>(BLOBS), told, traces)
  }

  async close(): Promise<void> {
    await this.bench.close()
  }

  async call<T>(method: string, path: string, body?: unknown, actor: DeskActor = {}): Promise<Answer<T>> {
    const response = await fetch(this.url + path, {
      method,
      headers: await this.bench.as(actor),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as T }
  }

  /** The n-th qualified patient, with the INS of that number. */
  async knows(n: number, change: Partial<PatientChangedData> = {}): Promise<string> {
    const patientId = `r${n}`
    const data = patient(patientId, { ins: testIns(n), ipps: [], ...change })
    await this.bench.publish(PatientChanged, patientId, data)
    await eventually(async () => {
      const count = await this.bench.collection('patients').countDocuments({ _id: patientId as never })
      if (count === 0) throw new Error('not known yet')
    })
    return patientId
  }

  async receive(bytes: Uint8Array, query = '', actor: DeskActor = {}): Promise<Answer<ArrivalView>> {
    const headers = { ...(await this.bench.as(actor)), 'content-type': 'application/octet-stream' }
    const init: RequestInit = { method: 'POST', headers, body: Buffer.from(bytes) }
    const response = await fetch(`${this.url}/documents/received${query}`, init)
    return { status: response.status, body: (await response.json()) as ArrivalView }
  }

  /** As `mssante` does: bytes in the blob store, then the event. */
  async arrives(bytes: Buffer | undefined, change: Partial<DocumentArrivedData> = {}): Promise<string> {
    const arrivalId = change.arrivalId ?? randomUUID()
    const content = bytes === undefined ? {} : { content: await this.blobs.put(bytes, 'application/octet-stream') }
    await this.bench.publish(MssanteDocumentArrived, arrivalId, {
      arrivalId,
      establishment: '220000020',
      action: 'initial',
      sender: 'labo@ajoncs.mssante.example',
      receivedAt: new Date().toISOString(),
      ...content,
      ...change,
    })
    return arrivalId
  }

  /** The arrival, once it is examined. */
  async ends(arrivalId: string): Promise<ArrivalView> {
    return eventually(async () => {
      const { body } = await this.call<ArrivalView>('GET', `/documents/received/${arrivalId}`)
      if (body.state === 'received' || (body.state as string | undefined) === undefined) throw new Error(body.sentence)
      return body
    }, 20_000)
  }

  async documentsOf(patientId: string, query = ''): Promise<DocumentView[]> {
    const path = `/patients/${patientId}/documents${query}`
    const { body } = await this.call<Page<DocumentView>>('GET', path, undefined, inRecord(patientId))
    return body.items
  }
}
