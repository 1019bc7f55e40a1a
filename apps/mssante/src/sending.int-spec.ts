import {
  CorrespondentChanged,
  DocumentValidated,
  type DocumentValidatedData,
  MssanteOrderChanged,
  type OrderView,
  type Page,
  PatientChanged,
} from '@anamnese/contracts'
import type { BlobStore } from '@anamnese/platform-blobs'
import { ZamDoor } from '@anamnese/platform-pfi-link'
import { FakePfi, letterEvent, patientEvent } from '@anamnese/platform-pfi-link/testing'
import { BLOBS, type RunningService } from '@anamnese/platform-service'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from './definition'

const TANGUY = 'paul.tanguy@medecin.mssante.example'

describe('sending to professionals by MSSanté through the PFI', () => {
  const pfi = new FakePfi()
  let bench: TestBench
  let service: RunningService
  let serial = 0

  beforeAll(async () => {
    await pfi.up(0)
    bench = await TestBench.create([
      'dpi.identity.patient.v1',
      'dpi.care.stay.v1',
      'dpi.directory.correspondent.v1',
      'dpi.documents.document.v1',
      'dpi.mssante.order.v1',
      'dpi.dmp.acknowledgement.v1',
      'dpi.mssante.acknowledgement.v1',
      'dpi.audit.trail.v1',
      'dpi.mssante.dead-letter.v1',
    ])
    service = await bench.start(definition, {
      PFI_PORT: String(pfi.port),
      ZAM_PORT: '0',
      STRUCTURE_ID_NAT: '1220000020',
      STRUCTURE_NAME: "CH DE L'ARGOAT",
      OID_ROOT: '1.2.250.1.999.1.1.220',
      IPP_AUTHORITY: 'GAM&220000012&M',
    })
    await bench.publish(PatientChanged, patientEvent().patientId, patientEvent())
  }, 60_000)
  afterAll(async () => {
    await bench.close()
    await pfi.down()
  }, 30_000)

  const validate = async (change: Partial<DocumentValidatedData>): Promise<string> => {
    const documentId = `d${String(++serial)}`
    const patientId = `p${String(serial)}`
    const oid = `1.2.250.1.999.1.1.220.4.${String(3000 + serial)}`
    const event = await letterEvent(service.app.get<BlobStore>(BLOBS), { patientId, documentId, oid, ...change })
    await bench.publish(DocumentValidated, patientId, event)
    return documentId
  }
  const ordersOf = async (documentId: string): Promise<OrderView[]> => {
    const answer = await fetch(`${service.url}/mssante/orders?documentId=${documentId}`, { headers: await bench.as() })
    return ((await answer.json()) as Page<OrderView>).items
  }
  const settle = (documentId: string, ...states: OrderView['state'][]): Promise<OrderView[]> =>
    eventually(async () => {
      const orders = await ordersOf(documentId)
      expect(orders.map((order) => order.state).sort()).toEqual([...states].sort())
      return orders
    })
  const door = (): { host: string; port: number } => service.app.get(ZamDoor).address!
  const resend = async (id: string): Promise<Response> =>
    fetch(`${service.url}/mssante/orders/${id}/resend`, { method: 'POST', headers: await bench.as() })
  const other = { family: 'LE BIHAN', given: 'Soizic', idNat: '810100000029' }

  it('makes one MDM per recipient, whose only destination is that mailbox', async () => {
    const events = await bench.collect(MssanteOrderChanged)
    const mailbox = 'soizic.lebihan@medecin.mssante.example'
    const recipients = [...DocumentValidated.example.recipients, { ...other, mailbox }]
    const orders = await settle(await validate({ recipients }), 'acknowledged', 'acknowledged')
    expect(orders.map((order) => order.recipient).sort()).toEqual([TANGUY, mailbox])
    for (const order of orders) {
      const message = pfi.received.find((one) => one.controlId === order.controlId)!
      const flags: Record<string, string> = Object.fromEntries(
        message.all('OBX').map((obx) => [obx.get(3) ?? '', obx.get(5) ?? ''] as const),
      )
      expect(flags).toMatchObject({ DESTDMP: 'N', DESTMSSANTEPS: 'Y', DESTMSSANTEPAT: 'N', ACK_RECEPTION: 'Y' })
      const addresses = message.all('PRT').flatMap((prt) => prt.get(15, 4) ?? [])
      expect(addresses).toEqual([order.recipient])
    }
    expect(pfi.findings).toEqual([])
    await eventually(() => {
      expect(events.length).toBeGreaterThanOrEqual(6)
    })
    expect(events.every((event) => (event.data as { channel: string }).channel === 'MSS_PRO')).toBe(true)
  })

  it('is delivered or refused per recipient, by the ZAM of each', async () => {
    const recipients = [
      ...DocumentValidated.example.recipients,
      { ...other, mailbox: 'inconnu@medecin.mssante.example' },
    ]
    const documentId = await validate({ recipients })
    for (const { controlId, recipient } of await settle(documentId, 'acknowledged', 'acknowledged')) {
      const success = recipient === TANGUY
      await pfi.zam(door(), {
        kind: 'mss-reception',
        originalControlId: controlId!,
        success,
        mailbox: { address: recipient! },
        error: { code: '550', label: 'Boîte aux lettres inconnue' },
      })
    }
    const orders = await settle(documentId, 'accepted', 'refused')
    const refused = orders.find((order) => order.state === 'refused')!
    expect(refused.sentence).toMatch(
      /Boîte aux lettres inconnue\. Vérifier l’adresse du destinataire, puis renvoyer\.$/,
    )
    const accepted = orders.find((order) => order.state === 'accepted')!
    await pfi.zam(door(), {
      kind: 'mss-reading',
      originalControlId: accepted.controlId!,
      success: true,
      mailbox: { address: TANGUY },
    })
    await eventually(async () => {
      const [read] = (await ordersOf(documentId)).filter((order) => order.state === 'accepted')
      expect(read?.sentence).toMatch(/^Lu par paul\.tanguy@/)
    })
  })

  it('finds the mailbox of a recipient known by number in the directory, the personal one first', async () => {
    const correspondent = {
      ...CorrespondentChanged.example,
      idNat: '810100000099',
      mailboxes: [
        { address: 'cabinet@medecin.mssante.example', type: 'ORG' as const },
        { address: 'medecin@medecin.mssante.example', type: 'PER' as const },
      ],
    }
    await bench.publish(CorrespondentChanged, correspondent.idNat, correspondent)
    await eventually(async () => {
      expect(await bench.collection('correspondents').countDocuments({ _id: correspondent.idNat as never })).toBe(1)
    })
    const recipients = [{ family: 'MEDECIN', idNat: correspondent.idNat }]
    const [order] = await settle(await validate({ recipients }), 'acknowledged')
    expect(order?.recipient).toBe('medecin@medecin.mssante.example')
  })

  it('says when no mailbox is known, and can be sent once the directory has one', async () => {
    const recipients = [{ family: 'MORVAN', given: 'Hervé', prefix: 'DR', idNat: '810100000037' }]
    const documentId = await validate({ recipients })
    const [order] = await settle(documentId, 'not-sent')
    expect(order).toMatchObject({ reason: { code: 'MAILBOX.UNKNOWN' }, canResend: true })
    expect((await resend(order!.id)).status).toBe(422)
    await bench.publish(CorrespondentChanged, '810100000037', {
      ...CorrespondentChanged.example,
      idNat: '810100000037',
    })
    await eventually(async () => {
      expect((await resend(order!.id)).status).toBe(200)
    })
    expect((await settle(documentId, 'acknowledged'))[0]?.recipient).toBe(TANGUY)
  })

  it.each<[string, Partial<DocumentValidatedData>, string]>([
    ['a document masked to professionals', { maskedToProfessionals: true }, 'DOCUMENT.MASKED'],
    ['a document that its author keeps from professionals', { sendToProfessionals: false }, 'DOCUMENT.BLOCKED'],
  ])('never sends %s', async (_what, change, code) => {
    const [order] = await settle(await validate(change), 'not-sent')
    expect(order).toMatchObject({ reason: { code }, canResend: false })
  })

  it('sends a document without an INS: only the DMP asks for it', async () => {
    const [order] = await settle(await validate({ withIns: false }), 'acknowledged')
    const message = pfi.received.find((one) => one.controlId === order!.controlId)!
    expect(
      message
        .first('PID')
        ?.repetitions(3)
        .map((id) => id.get(5)),
    ).toEqual(['PI'])
    expect(message.get('PID-32')).toBeUndefined()
    expect(pfi.findings).toEqual([])
  })
})
