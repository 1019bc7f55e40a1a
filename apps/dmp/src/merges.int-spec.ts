import {
  ChoicesChanged,
  DocumentValidated,
  type DocumentValidatedData,
  type OrderView,
  type Page,
  PatientChanged,
  type PatientChangedData,
  StayChanged,
} from '@anamnese/contracts'
import type { BlobStore } from '@anamnese/platform-blobs'
import { FakePfi, letterEvent, patientEvent, stayEvent } from '@anamnese/platform-pfi-link/testing'
import { BLOBS, type RunningService } from '@anamnese/platform-service'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from './definition'

describe('orders of a record that is merged', () => {
  const pfi = new FakePfi()
  let bench: TestBench
  let service: RunningService
  let serial = 0

  beforeAll(async () => {
    await pfi.up(0)
    bench = await TestBench.create([
      'dpi.identity.patient.v1',
      'dpi.care.stay.v1',
      'dpi.consent.choices.v1',
      'dpi.documents.document.v1',
      'dpi.dmp.order.v1',
      'dpi.dmp.acknowledgement.v1',
      'dpi.mssante.acknowledgement.v1',
      'dpi.audit.trail.v1',
      'dpi.dmp.dead-letter.v1',
    ])
    service = await bench.start(definition, {
      PFI_PORT: String(pfi.port),
      PFI_ANSWER_TIMEOUT_SECONDS: '1',
      ZAM_PORT: '0',
      STRUCTURE_ID_NAT: '1220000020',
      STRUCTURE_NAME: "CH DE L'ARGOAT",
      OID_ROOT: '1.2.250.1.999.1.1.220',
      IPP_AUTHORITY: 'GAM&220000012&M',
    })
    await bench.publish(StayChanged, stayEvent().patientId, stayEvent())
  }, 60_000)
  afterAll(async () => {
    await bench.close()
    await pfi.down()
  }, 30_000)

  const tell = async (patientId: string, change: Partial<PatientChangedData>) => {
    const event = patientEvent({ patientId, version: 1, ...change })
    await bench.publish(PatientChanged, patientId, event)
    await eventually(async () => {
      const filter = { _id: patientId as never, version: event.version }
      expect(await bench.collection('patients', service).countDocuments(filter)).toBe(1)
    })
  }
  const merged = async (absorbed: string, survivor: string) => {
    const { ins: _ins, ...rest } = patientEvent({ patientId: absorbed, version: 2, mergedInto: survivor })
    await bench.publish(PatientChanged, absorbed, { ...rest, status: 'PROVISOIRE' })
    await eventually(async () => {
      const filter = { _id: absorbed as never, mergedInto: survivor }
      expect(await bench.collection('patients', service).countDocuments(filter)).toBe(1)
    })
  }
  const validate = async (patientId: string, change: Partial<DocumentValidatedData> = {}): Promise<string> => {
    const documentId = `m${String(++serial)}`
    const oid = `1.2.250.1.999.1.1.220.4.${String(7000 + serial)}`
    const event = await letterEvent(service.app.get<BlobStore>(BLOBS), { patientId, documentId, oid, ...change })
    await bench.publish(DocumentValidated, patientId, event)
    return documentId
  }
  const list = async (query: string, actor: object = {}): Promise<OrderView[]> => {
    const answer = await fetch(`${service.url}/dmp/orders?${query}`, { headers: await bench.as(actor) })
    return ((await answer.json()) as Page<OrderView>).items
  }
  const reaches = async (documentId: string, state: OrderView['state']): Promise<OrderView> =>
    eventually(async () => {
      const [order] = await list(`documentId=${documentId}`)
      expect(order?.state).toBe(state)
      return order!
    }, 20_000)

  it('what waits goes with the identity of the record that stays, and is listed in it', async () => {
    await pfi.down()
    await tell('s1', { traits: { ...PatientChanged.example.traits, firstBirthGivenName: 'DOMINIQUE ANNE' } })
    await tell('a1', {})
    const documentId = await validate('a1')
    await reaches(documentId, 'pending')
    await merged('a1', 's1')
    await pfi.up()
    const order = await reaches(documentId, 'acknowledged')
    expect(order).toMatchObject({ patientId: 's1', patientName: 'PAT-TROIS DOMINIQUE ANNE' })
    const open = { permissions: ['document.read'], patientContext: { patientId: 's1', purpose: 'care' } }
    expect((await list('patientId=s1', open)).map((one) => one.documentId)).toEqual([documentId])
    // The merge undone, the order is that of its record again.
    await tell('a1', { version: 3 })
    expect(await list('patientId=s1')).toEqual([])
    expect(await list('patientId=a1')).toHaveLength(1)
  }, 40_000)

  it.each([
    ['is not qualified', { status: 'PROVISOIRE' as const }, 'IDENTITY.NOT_QUALIFIED'],
    [
      'has another INS than the document',
      { ins: { matricule: '260058815400233', oid: '1.2.250.1.213.1.4.10' } },
      'IDENTITY.OTHER_INS',
    ],
  ])(
    'nothing is sent for a record that %s',
    async (_what, change, code) => {
      const [survivor, absorbed] = [`s${code}`, `a${code}`]
      await pfi.down()
      await tell(survivor, change)
      await tell(absorbed, {})
      const documentId = await validate(absorbed)
      await reaches(documentId, 'pending')
      await merged(absorbed, survivor)
      await pfi.up()
      expect((await reaches(documentId, 'not-sent')).reason?.code).toBe(code)
    },
    40_000,
  )

  it('the choices that count are those of the record that stays', async () => {
    await tell('s4', {})
    await tell('a4', { mergedInto: 's4' })
    const choices = { ...ChoicesChanged.example, patientId: 's4', feeding: 'opposed' as const }
    await bench.publish(ChoicesChanged, 's4', choices)
    await eventually(async () => {
      expect(await bench.collection('choices', service).countDocuments({ _id: 's4' as never })).toBe(1)
    })
    expect((await reaches(await validate('a4'), 'not-sent')).reason?.code).toBe('CHOICE.OPPOSED')
  }, 30_000)
})
