import fs from 'node:fs'
import path from 'node:path'
import { ConsentReceived, MovementRecorded, PatientChanged, TrailRecorded } from '@anamnese/contracts'
import { Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { MllpClient } from '@anamnese/interop-mllp'
import type { RunningService } from '@anamnese/platform-service'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from '../definition'
import { certificate } from '../test/certificate'
import { a01, a28, a31, a40, type MessageParts } from '../test/messages'
import { PamDoor } from './pam-door'

const TOPICS = [
  'dpi.identity.patient.v1',
  'dpi.identity.movement.v1',
  'dpi.identity.consent.v1',
  'dpi.identity.dead-letter.v1',
  'dpi.audit.trail.v1',
] as const

describe('the PAM door', () => {
  let bench: TestBench
  let service: RunningService
  const clients: MllpClient[] = []

  beforeAll(async () => {
    bench = await TestBench.create([...TOPICS])
    service = await bench.start(definition, { INS_TEST_OIDS: 'true' })
  }, 60_000)
  afterAll(async () => {
    for (const client of clients) client.close()
    await bench.close()
  }, 30_000)

  function connect(to = service): MllpClient {
    const { port } = to.app.get(PamDoor).address!
    const client = new MllpClient({ host: '127.0.0.1', port })
    clients.push(client)
    return client
  }
  const send = async (text: string, client = connect()) => Hl7Message.parse(await client.send(Buffer.from(text)))
  const codeOf = async (text: string) => readAck(await send(text)).code
  const patient = async (ipp: string) =>
    (await bench.collection('patients').findOne({ ippKeys: `${ipp}^GAM&220000012` }, { promoteBuffers: true })) as
      (Record<string, unknown> & { _id: unknown; version: number }) | null

  it('answers AA once the patient, the movement, the consent and the message are kept, and tells them', async () => {
    const events = await bench.collect(PatientChanged, MovementRecorded, ConsentReceived, TrailRecorded)
    const ack = await send(a01({ ipp: 'D1', id: 'D1-1' }))
    expect(readAck(ack)).toMatchObject({ code: 'AA', controlId: 'D1-1', errors: [] })
    expect(ack.get('MSH-9.2')).toBe('A01')
    const kept = await patient('D1')
    expect(kept).toMatchObject({ status: 'QUALIFIEE', version: 1 })
    expect(await bench.collection('hl7_messages').findOne({ controlId: 'D1-1' })).toMatchObject({
      outcome: 'AA',
      patientId: kept?._id,
      sender: 'GAM|220000012',
    })
    await eventually(() => {
      expect(events.map((event) => event.type).sort()).toEqual(
        [ConsentReceived, MovementRecorded, PatientChanged, TrailRecorded].map((one) => one.type).sort(),
      )
    })
    expect(new Set(events.filter((event) => event.type !== TrailRecorded.type).map((event) => event.key))).toEqual(
      new Set([String(kept?._id)]),
    )
    expect(events.find((event) => event.type === MovementRecorded.type)?.data).toMatchObject({
      trigger: 'A01',
      movementId: 'MVT2^GAM',
      stayNumber: '9000001',
      location: { unit: '6268', room: '101', bed: 'F' },
      attendingDoctor: { family: 'KERVADEC', idNat: '810100000008' },
    })
    expect(events.find((event) => event.type === ConsentReceived.type)?.data).toMatchObject({
      feeding: { value: 'INO' },
      consultation: { value: 'IC' },
    })
  }, 20_000)

  it('gives the first answer again to a message sent again, with one effect', async () => {
    const events = await bench.collect(MovementRecorded)
    const text = a01({ ipp: 'D2', id: 'D2-1', ins: null })
    const first = await send(text)
    const second = await send(text.replace('|20260310081200||ADT', '|20260310081500||ADT'))
    expect(second.toString()).toBe(first.toString())
    expect(await bench.collection('hl7_messages').countDocuments({ controlId: 'D2-1' })).toBe(1)
    await send(a01({ ipp: 'D2', id: 'D2-2', ins: null }, 'MVT3'))
    await eventually(() => {
      expect(events.map((event) => (event.data as { movementId: string }).movementId)).toEqual(['MVT2^GAM', 'MVT3^GAM'])
    })
  }, 20_000)

  it('treats another content under a used number, and says so', async () => {
    await send(a28({ ipp: 'D3', id: 'D3-1', ins: null }))
    const ack = readAck(await send(a31({ ipp: 'D3', id: 'D3-1', ins: null, names: 'AUTRE^DOMINIQUE^DOMINIQUE^^^^L' })))
    expect(ack).toMatchObject({
      code: 'AA',
      errors: expect.arrayContaining([expect.objectContaining({ code: '205', severity: 'W' })]) as unknown,
    })
    expect((await patient('D3'))?.['traits']).toMatchObject({ birthName: 'AUTRE' })
  })

  it('refuses what is wrong with its place and reason, keeps the message, changes nothing', async () => {
    const ack = readAck(await send(a28({ ipp: 'D4', id: 'D4-1', ins: null, reliability: '' })))
    expect(ack).toMatchObject({ code: 'AE', errors: [{ location: 'PID-32', code: '101' }] })
    expect(await patient('D4')).toBeNull()
    expect(await codeOf(a28({ ipp: 'D4' }).replace('ADT^A28', 'ADT^A60'))).toBe('AR')
    expect(await codeOf('bonjour')).toBe('AR')
    const refused = await bench.collection('hl7_messages').countDocuments({ outcome: { $ne: 'AA' } })
    expect(refused).toBe(3)
  })

  it('keeps the order of the messages of one patient, whatever comes beside', async () => {
    const events = await bench.collect(PatientChanged)
    const one = connect()
    const names = Array.from({ length: 10 }, (_, index) => `NOM${String.fromCharCode(65 + index)}`)
    const others = Array.from({ length: 4 }, (_, lane) =>
      connect().send(Buffer.from(a28({ ipp: `D5-${String(lane)}`, ins: null }))),
    )
    const ordered = names.map((name) =>
      send(a31({ ipp: 'D5', ins: null, names: `${name}^DOMINIQUE^DOMINIQUE^^^^L` }), one),
    )
    await Promise.all([...ordered, ...others])
    const kept = await patient('D5')
    expect(kept).toMatchObject({ version: 10, traits: { birthName: 'NOMJ' } })
    await eventually(() => {
      const told = events.filter((event) => event.key === String(kept?._id))
      expect(told.map((event) => (event.data as { traits: { birthName: string } }).traits.birthName)).toEqual(names)
    })
  }, 20_000)

  it('two replicas that receive the same patient at once keep one record and both messages', async () => {
    const replica = await bench.start(definition, {
      INS_TEST_OIDS: 'true',
      MONGODB_DATABASE: `${bench.database}_identity`,
    })
    const lanes = [connect(), connect(replica), connect(), connect(replica)]
    const parts = (index: number): MessageParts => ({
      ipp: 'D6',
      ins: null,
      names: `REPLIQUE${'ABCDEFGHIJKL'.charAt(index)}^X^X^^^^L`,
    })
    const codes = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => readAck(await send(a31(parts(index)), lanes[index % 4])).code),
    )
    expect(codes).toEqual(Array.from({ length: 12 }, () => 'AA'))
    expect(await bench.collection('patients').countDocuments({ ippKeys: 'D6^GAM&220000012' })).toBe(1)
    expect((await patient('D6'))?.version).toBe(12)
    await replica.close()
  }, 40_000)

  it('merges two records in one transaction and tells both', async () => {
    await send(a28({ ipp: 'D7', ins: null }))
    await send(a28({ ipp: 'D8', ins: null }))
    const events = await bench.collect(PatientChanged)
    expect(await codeOf(a40('D8', { ipp: 'D7', ins: null }))).toBe('AA')
    const [survivor, eliminated] = [await patient('D7'), await patient('D8')]
    expect(eliminated?.['mergedInto']).toBe(survivor?._id)
    await eventually(() => {
      expect(events.map((event) => event.data)).toContainEqual(
        expect.objectContaining({ patientId: eliminated?._id, mergedInto: survivor?._id }),
      )
    })
  }, 20_000)

  it('accepts the messages published by the ANS and tells the choices that they carry', async () => {
    const folder = path.join(
      process.env['ANAMNESE_FIXTURES'] ?? path.resolve(__dirname, '../../../../../shared/fixtures'),
      'pam',
    )
    if (!fs.existsSync(folder)) {
      console.warn(`Messages PAM-FR de l’ANS non testés : le dossier ${folder} est absent.`)
      return
    }
    const events = await bench.collect(ConsentReceived)
    const client = connect()
    for (const name of fs.readdirSync(folder).sort()) {
      const answer = await client.send(fs.readFileSync(path.join(folder, name)))
      expect(readAck(Hl7Message.parse(answer))).toMatchObject({ code: 'AA' })
    }
    await eventually(() => {
      expect(events.map((event) => event.data)).toMatchObject([
        { feeding: { value: 'INO' }, consultation: { value: 'IC' } },
        { feeding: { value: 'IO' }, consultation: { value: 'INC' } },
        { feeding: { value: 'INO' }, consultation: { value: 'IC' } },
      ])
    })
  }, 20_000)

  it('over TLS, only talks to partners whose certificate its authority signed, and notes their name', async () => {
    const authority = certificate('AC TEST', 'AC')
    const door = certificate('dpi.example', 'DPI', authority)
    const gam = certificate('gam.example', 'GAM', authority)
    const secure = await bench.start(definition, {
      INS_TEST_OIDS: 'true',
      MLLP_TLS_CERT: door.cert,
      MLLP_TLS_KEY: door.key,
      MLLP_TLS_CA: authority.cert,
    })
    const { port } = secure.app.get(PamDoor).address!
    const secured = (tls: object) => {
      const client = new MllpClient({
        host: '127.0.0.1',
        port,
        tls: { ca: authority.cert, servername: 'localhost', ...tls },
      })
      clients.push(client)
      return client
    }
    await expect(secured({}).send(Buffer.from(a28({ ipp: 'D9', ins: null })))).rejects.toThrow()
    expect(readAck(await send(a28({ ipp: 'D9', id: 'D9-1', ins: null }), secured(gam))).code).toBe('AA')
    expect(await bench.collection('hl7_messages', secure).findOne({ controlId: 'D9-1' })).toMatchObject({
      peer: 'gam.example (127.0.0.1)',
    })
    await secure.close()
  }, 30_000)

  it('is not ready before its door is open, and says where it listens', async () => {
    const ready = (await (await fetch(`${service.url}/health/ready`)).json()) as {
      checks: Record<string, { ok: boolean }>
    }
    expect(ready.checks['mllp']?.ok).toBe(true)
  })
})
