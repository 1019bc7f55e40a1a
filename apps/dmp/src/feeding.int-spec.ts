import {
  ChoicesChanged,
  DmpOrderChanged,
  DocumentValidated,
  DocumentWithdrawn,
  type DocumentValidatedData,
  type LinkView,
  type OrderView,
  type Page,
  PatientChanged,
  StayChanged,
} from '@anamnese/contracts'
import type { BlobStore } from '@anamnese/platform-blobs'
import { ZamDoor } from '@anamnese/platform-pfi-link'
import { FakePfi, letterEvent, patientEvent, stayEvent } from '@anamnese/platform-pfi-link/testing'
import { BLOBS, type RunningService } from '@anamnese/platform-service'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from './definition'

describe('feeding the DMP through the PFI', () => {
  const pfi = new FakePfi()
  let bench: TestBench
  let service: RunningService
  let environment: Record<string, string>
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
    environment = {
      PFI_PORT: String(pfi.port),
      PFI_ANSWER_TIMEOUT_SECONDS: '1',
      ZAM_PORT: '0',
      STRUCTURE_ID_NAT: '1220000020',
      STRUCTURE_NAME: "CH DE L'ARGOAT",
      OID_ROOT: '1.2.250.1.999.1.1.220',
      IPP_AUTHORITY: 'GAM&220000012&M',
    }
    service = await bench.start(definition, environment)
    await bench.publish(StayChanged, stayEvent().patientId, stayEvent())
  }, 60_000)
  afterAll(async () => {
    await bench.close()
    await pfi.down()
  }, 30_000)

  /** A patient of their own for each test, so that the tests do not wait for one another. */
  const newPatient = async (change: Parameters<typeof patientEvent>[0] = {}): Promise<string> => {
    const patientId = `p${String(++serial)}`
    await bench.publish(PatientChanged, patientId, patientEvent({ patientId, version: 1, ...change }))
    await eventually(async () => {
      expect(await bench.collection('patients', service).countDocuments({ _id: patientId as never })).toBe(1)
    })
    return patientId
  }
  const validate = async (patientId: string, change: Partial<DocumentValidatedData> = {}): Promise<string> => {
    const documentId = `d${String(++serial)}`
    const oid = `1.2.250.1.999.1.1.220.4.${String(2000 + serial)}`
    const event = await letterEvent(service.app.get<BlobStore>(BLOBS), { patientId, documentId, oid, ...change })
    await bench.publish(DocumentValidated, patientId, event)
    return documentId
  }
  const get = async <T>(path: string, actor: object = {}): Promise<T> =>
    (await (await fetch(`${service.url}${path}`, { headers: await bench.as(actor) })).json()) as T
  const post = async (path: string): Promise<Response> =>
    fetch(`${service.url}${path}`, { method: 'POST', headers: await bench.as() })
  const orderOf = async (documentId: string): Promise<OrderView> => {
    const page = await get<Page<OrderView>>(`/dmp/orders?documentId=${documentId}`)
    expect(page.items).toHaveLength(1)
    return page.items[0]!
  }
  const reaches = (documentId: string, state: OrderView['state'], timeout = 15_000): Promise<OrderView> =>
    eventually(async () => {
      const order = await orderOf(documentId)
      expect(order.state).toBe(state)
      return order
    }, timeout)
  const messageOf = (order: OrderView): (typeof pfi.received)[number] => {
    const found = pfi.received.find((message) => message.controlId === order.controlId)
    expect(found).toBeDefined()
    return found!
  }
  const door = (): { host: string; port: number } => service.app.get(ZamDoor).address!

  it('is supervised before anything is sent', async () => {
    await eventually(async () => {
      expect(await get<LinkView>('/dmp/link')).toMatchObject({ connected: true, queued: 0, name: 'DMP par la PFI' })
    })
  })

  it('is automatic at validation: an MDM^T02 of the volet 2.1 whose only destination is the DMP', async () => {
    const events = await bench.collect(DmpOrderChanged)
    const order = await reaches(await validate(await newPatient()), 'acknowledged')
    const message = messageOf(order)
    expect(message.type).toMatchObject({ code: 'MDM', event: 'T02' })
    const flags = Object.fromEntries(message.all('OBX').map((obx) => [obx.get(3) ?? '', obx.get(5) ?? ''] as const))
    expect(flags).toMatchObject({ DESTDMP: 'Y', DESTMSSANTEPS: 'N', DESTMSSANTEPAT: 'N', ACK_RECEPTION: 'Y' })
    expect(message.get('PRT-5')).toBe('810100000008')
    expect(message.get('PRT-8.10')).toBe('1220000020')
    expect(message.get('PV1-19')).toBe('9000001')
    expect(message.get('PV1-3')).toBe('6268')
    expect(pfi.findings).toEqual([])
    expect(order).toMatchObject({ attempts: 1, patientName: 'PAT-TROIS DOMINIQUE', canResend: false })
    expect(order.sentence).toMatch(/^Pris en charge par la PFI le .+ à .+\. Réponse du DMP attendue\.$/)
    await eventually(() => {
      expect(events.map((event) => (event.data as { state: string }).state)).toEqual([
        'pending',
        'sent',
        'acknowledged',
      ])
    })
  })

  it('does not send a document that was withdrawn while it waited', async () => {
    const patientId = await newPatient()
    await pfi.down()
    const documentId = await validate(patientId)
    await eventually(async () => {
      expect((await orderOf(documentId)).state).toMatch(/pending|sent/)
    })
    await bench.publish(DocumentWithdrawn, patientId, { ...DocumentWithdrawn.example, documentId, patientId })
    const order = await reaches(documentId, 'cancelled')
    expect(order).toMatchObject({ canResend: false, sentence: expect.stringContaining('document retiré') as string })
    await pfi.up(pfi.port)
    await reaches(await validate(patientId), 'acknowledged', 40_000)
    expect(pfi.received.filter(({ controlId }) => controlId === order.controlId)).toEqual([])
    expect((await orderOf(documentId)).state).toBe('cancelled')
  }, 60_000)

  it('is accepted when the ZAM says so, which is acknowledged once kept', async () => {
    const { controlId } = await reaches(await validate(await newPatient()), 'acknowledged')
    expect(await pfi.zam(door(), { kind: 'dmp', originalControlId: controlId!, success: true })).toBe('AA')
    const order = await eventually(async () => {
      const page = await get<Page<OrderView>>(`/dmp/orders?q=${controlId!}`)
      expect(page.items[0]?.state).toBe('accepted')
      return page.items[0]!
    })
    expect(order.sentence).toMatch(/^Déposé dans le DMP le/)
    expect(order.history.map((line) => line.state)).toEqual(['pending', 'sent', 'acknowledged', 'accepted'])
  })

  it('is refused with the code and the sentence of the DMP and what to do; a person sends it again', async () => {
    const documentId = await validate(await newPatient())
    const { controlId, id } = await reaches(documentId, 'acknowledged')
    const error = { code: 'XDSUnknownPatientId', label: 'INS inconnue' }
    await pfi.zam(door(), { kind: 'dmp', originalControlId: controlId!, success: false, error })
    const refused = await reaches(documentId, 'refused')
    expect(refused).toMatchObject({ canResend: true, reason: { code: 'XDSUnknownPatientId' } })
    expect(refused.sentence).toMatch(/^Refusé par le DMP le .* : INS inconnue\. Vérifier l’identité/)

    expect((await post(`/dmp/orders/${id}/resend`)).status).toBe(200)
    const again = await reaches(documentId, 'acknowledged')
    expect(again.controlId).not.toBe(controlId)
    expect(again.attempts).toBe(2)
    expect(again.history.find((line) => line.author !== undefined)?.author).toBe('Dr Maëlle KERVADEC')
    // The refusal of the first sending, heard again, does not touch the second one.
    await pfi.zam(door(), { kind: 'dmp', originalControlId: controlId!, success: false, error })
    await pfi.zam(door(), { kind: 'dmp', originalControlId: again.controlId!, success: true })
    expect((await reaches(documentId, 'accepted')).canResend).toBe(false)
    expect((await post(`/dmp/orders/${id}/resend`)).status).toBe(409)
  })

  it('waits while the PFI is down and goes by itself when it comes back, in order per patient', async () => {
    await pfi.down()
    const patientId = await newPatient()
    const documents = [await validate(patientId), await validate(patientId), await validate(patientId)]
    await eventually(async () => {
      const link = await get<LinkView>('/dmp/link')
      expect(link).toMatchObject({ connected: false, queued: 3 })
      expect(link.lastError?.message).toContain('injoignable')
    })
    const waiting = await orderOf(documents[0]!)
    expect(waiting).toMatchObject({ state: 'pending', attempts: 0 })
    expect(waiting.sentence).toMatch(/^En attente : la PFI ne répond pas .* Envoi automatique dès son retour\.$/)
    const before = pfi.received.length
    await pfi.up()
    for (const documentId of documents) await reaches(documentId, 'acknowledged', 20_000)
    const sent = pfi.received.slice(before).map((message) => message.controlId)
    const expected = await Promise.all(documents.map(async (id) => (await orderOf(id)).controlId))
    expect(sent).toEqual(expected)
    expect(await get<LinkView>('/dmp/link')).toMatchObject({ connected: true, queued: 0 })
  }, 40_000)

  it('is not repeated as another message when the answer is lost: the same MSH-10 goes again', async () => {
    pfi.answers = ['silence']
    const documentId = await validate(await newPatient())
    const order = await reaches(documentId, 'acknowledged', 30_000)
    expect(order.attempts).toBe(2)
    expect(pfi.repeated).toContain(order.controlId)
    expect(pfi.received.filter((message) => message.controlId === order.controlId)).toHaveLength(1)
  }, 40_000)

  it('takes an acknowledgement of another message for no answer', async () => {
    pfi.answers = ['other-message']
    const order = await reaches(await validate(await newPatient()), 'acknowledged', 30_000)
    expect(order.attempts).toBe(2)
  }, 40_000)

  it('is refused by an AE with its reason, and tried again by itself after an AR', async () => {
    pfi.answers = ['AE']
    const refused = await reaches(await validate(await newPatient()), 'refused')
    expect(refused.reason).toEqual({ code: 'PFI.207', message: 'Patient inconnu de la PFI.' })
    pfi.answers = ['AR']
    const later = await validate(await newPatient())
    const accepted = await reaches(later, 'acknowledged', 30_000)
    expect(accepted.attempts).toBe(2)
    expect(accepted.history.some((line) => line.sentence.includes('Nouvel essai'))).toBe(true)
  }, 40_000)

  it.each<[string, Partial<DocumentValidatedData>, string, boolean]>([
    ['its author blocked this one document', { sendToDmp: false }, 'DMP.BLOCKED', false],
    ['the document has no INS', { withIns: false }, 'INS.NOT_QUALIFIED', false],
  ])('does not happen when %s, and says so', async (_why, change, code, resendable) => {
    const order = await reaches(await validate(await newPatient(), change), 'not-sent')
    expect(order).toMatchObject({ reason: { code }, canResend: resendable, attempts: 0 })
    expect(order.sentence).toMatch(/^Non envoyé : /)
  })

  it('does not happen when the patient is opposed; once the opposition is lifted a person may send it', async () => {
    const patientId = await newPatient()
    const choices = { ...ChoicesChanged.example, patientId, version: 1, feeding: 'opposed' as const }
    await bench.publish(ChoicesChanged, patientId, choices)
    await eventually(async () => {
      expect(await bench.collection('choices', service).countDocuments({ _id: patientId as never })).toBe(1)
    })
    const documentId = await validate(patientId)
    const order = await reaches(documentId, 'not-sent')
    expect(order.reason?.code).toBe('CHOICE.OPPOSED')
    const still = await post(`/dmp/orders/${order.id}/resend`)
    expect([still.status, ((await still.json()) as { code: string }).code]).toEqual([422, 'CHOICE.OPPOSED'])
    await bench.publish(ChoicesChanged, patientId, { ...choices, version: 2, feeding: 'not-opposed' })
    await eventually(async () => {
      expect((await post(`/dmp/orders/${order.id}/resend`)).status).toBe(200)
    })
    await reaches(documentId, 'acknowledged')
  })

  it('does not happen when the identity is no longer qualified at the time of sending', async () => {
    const patientId = await newPatient({ status: 'VALIDEE' })
    expect((await reaches(await validate(patientId), 'not-sent')).reason?.code).toBe('IDENTITY.NOT_QUALIFIED')
  })

  it('replaces (T10) what was sent before, and is a first deposit (T02) where nothing was', async () => {
    const patientId = await newPatient()
    const first = await validate(patientId)
    const { controlId } = await reaches(first, 'acknowledged')
    const oid = messageOf(await orderOf(first)).get('TXA-12')!
    const second = await validate(patientId, { versionNumber: 2, replaces: { documentId: first, oid } })
    const replacement = messageOf(await reaches(second, 'acknowledged'))
    expect(replacement.type.event).toBe('T10')
    expect(replacement.get('TXA-13')).toBe(oid)
    expect(controlId).not.toBe(replacement.controlId)
    const blocked = await validate(patientId, { sendToDmp: false })
    await reaches(blocked, 'not-sent')
    const third = await validate(patientId, { versionNumber: 2, replaces: { documentId: blocked, oid: '1.2.3.4' } })
    expect(messageOf(await reaches(third, 'acknowledged')).type.event).toBe('T02')
    expect(pfi.findings).toEqual([])
  })

  it('gives the messages as they went over the wire, and traces who looked', async () => {
    const patientId = await newPatient()
    const order = await reaches(await validate(patientId), 'acknowledged')
    await pfi.zam(door(), { kind: 'dmp', originalControlId: order.controlId!, success: true })
    const context = { patientContext: { patientId, purpose: 'care' } }
    const closed = await fetch(`${service.url}/dmp/orders/${order.id}/messages`, { headers: await bench.as() })
    expect(closed.status).toBe(403)
    const messages = await get<{ sent: string; ack: string; zams: string[] }>(
      `/dmp/orders/${order.id}/messages`,
      context,
    )
    expect(messages.sent).toBe(messageOf(order).toString())
    expect(messages.ack).toContain(`MSA|AA|${order.controlId!}`)
    expect(messages.zams[0]).toContain('ZAM^Z01')
  })

  it('answers a repeated ZAM as the first time, and refuses what is not one', async () => {
    const { controlId } = await reaches(await validate(await newPatient()), 'acknowledged')
    const zam = { kind: 'dmp' as const, originalControlId: controlId!, success: true, controlId: 'ZAM-REPEATED' }
    expect([await pfi.zam(door(), zam), await pfi.zam(door(), zam)]).toEqual(['AA', 'AA'])
    expect(await bench.collection('acknowledgements').countDocuments({ controlId: 'ZAM-REPEATED' })).toBe(1)
    const answer = await service.app.get(ZamDoor).receive(Buffer.from('MSH|^~\\&|A|B|C|D|2026||ADT^A01|1|P|2.5\r'))
    expect(answer.toString()).toMatch(/MSA\|AR\|1/)
  })

  it('is listed with filters, by those who follow sendings or who have the record open', async () => {
    const patientId = await newPatient({ traits: { ...patientEvent().traits, birthName: 'QUEMENEUR' } })
    await reaches(await validate(patientId), 'acknowledged')
    const total = async (query: string, actor: object = {}): Promise<number> =>
      (await get<Page<OrderView>>(`/dmp/orders?${query}`, actor)).total
    expect(await total(`patientId=${patientId}`)).toBe(1)
    expect(await total('q=quéme')).toBe(1)
    expect(await total(`patientId=${patientId}&state=refused,not-sent`)).toBe(0)
    expect(await total(`patientId=${patientId}&from=2099-01-01`)).toBe(0)
    const nurse = { permissions: ['document.read'] }
    const refused = await fetch(`${service.url}/dmp/orders`, { headers: await bench.as(nurse as never) })
    expect(refused.status).toBe(403)
    const open = { ...nurse, patientContext: { patientId, purpose: 'care' } }
    expect(await total(`patientId=${patientId}`, open)).toBe(1)
  })

  it('keeps pace with a ward that validates its letters together', async () => {
    const patients = Array.from({ length: 40 }, (_, index) => `ward-${String(index)}`)
    const documents = await Promise.all(patients.map((patientId) => validate(patientId)))
    for (const documentId of documents) await reaches(documentId, 'acknowledged', 30_000)
    expect(pfi.findings).toEqual([])
  }, 60_000)

  it('is sent once when two replicas run', async () => {
    const replica = await bench.start(definition, environment)
    const patients = await Promise.all(Array.from({ length: 8 }, () => newPatient()))
    const documents = await Promise.all(patients.map((patientId) => validate(patientId)))
    for (const documentId of documents) {
      const order = await reaches(documentId, 'acknowledged', 20_000)
      expect(pfi.received.filter((message) => message.controlId === order.controlId)).toHaveLength(1)
      expect(order.attempts).toBe(1)
    }
    // The replica that holds the link goes: the other takes it over.
    await service.close()
    service = replica
    await reaches(await validate(await newPatient()), 'acknowledged', 30_000)
  }, 90_000)
})
