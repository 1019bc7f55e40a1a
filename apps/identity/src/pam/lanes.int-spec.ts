import { MovementRecorded, PatientChanged } from '@anamnese/contracts'
import { Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { MllpClient } from '@anamnese/interop-mllp'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from '../definition'
import { a01, a28, a31, a40 } from '../test/messages'
import { PamDoor } from './pam-door'

const WORKERS = 64
const SEED = 7

/** The same choices for the same seed. */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >> 8) % below
  }
}

describe('many senders at once, on one door', () => {
  let bench: TestBench
  let clients: MllpClient[] = []

  beforeAll(async () => {
    bench = await TestBench.create([
      'dpi.identity.patient.v1',
      'dpi.identity.movement.v1',
      'dpi.identity.consent.v1',
      'dpi.consent.choices.v1',
      'dpi.audit.trail.v1',
      'dpi.identity.dead-letter.v1',
    ])
    const service = await bench.start(definition, { INS_TEST_OIDS: 'true' })
    const { port } = service.app.get(PamDoor).address!
    clients = Array.from({ length: WORKERS }, () => new MllpClient({ host: '127.0.0.1', port }))
  }, 60_000)
  afterAll(async () => {
    for (const client of clients) client.close()
    await bench.close()
  }, 30_000)

  const send = async (text: string, worker: number): Promise<string> => {
    const client = clients[worker % WORKERS]!
    return readAck(Hl7Message.parse(await client.send(Buffer.from(text)))).code
  }
  const stored = (ipp: string) => bench.collection('patients').findOne({ ippKeys: `${ipp}^GAM&220000012` })
  const named = (name: string): string => `${name}^A^A^^^^L`
  const letters = (n: number): string =>
    Array.from(String(n), (digit) => String.fromCharCode(65 + Number(digit))).join('')
  const at = (step: number): string =>
    `202603${String(10 + Math.floor(step / 60)).padStart(2, '0')}08${String(step % 60).padStart(2, '0')}00`

  it('each patient ends as its last message says, its facts in their order, each once, though one record never rests', async () => {
    const events = await bench.collect(PatientChanged, MovementRecorded)
    const random = generator(SEED)
    const [patients, messages] = [24, 10]
    await send(a28({ ipp: 'SLOW', ins: null, names: named('LENT') }), 0)
    // Another writer changes this record without pause: every batch that holds it has to be played again.
    const unresting = { on: true }
    const unrest = (async () => {
      while (unresting.on) {
        await bench.collection('patients').updateOne({ ippKeys: 'SLOW^GAM&220000012' }, { $inc: { version: 1 } })
      }
    })()
    const slow = Array.from({ length: 12 }, (_, n) =>
      send(a31({ ipp: 'SLOW', ins: null, names: named(`LENT${letters(n)}`) }), n),
    )
    const lane = async (patient: number): Promise<string[]> => {
      const codes: string[] = []
      for (let step = 0; step < messages; step++) {
        const parts = {
          ipp: `P${String(patient)}`,
          ins: null,
          names: named(`NOM${letters(step)}`),
          recordedAt: at(step),
        }
        const text = step % 3 === 2 ? a01(parts, `MVT-${String(patient)}-${String(step)}`, []) : a31(parts)
        codes.push(await send(text, random(WORKERS)))
      }
      return codes
    }
    const codes = (await Promise.all(Array.from({ length: patients }, (_, patient) => lane(patient)))).flat()
    expect(new Set(codes)).toEqual(new Set(['AA']))
    unresting.on = false
    await unrest
    for (const code of await Promise.all(slow)) expect(['AA', 'AR']).toContain(code)
    for (let patient = 0; patient < patients; patient++) {
      expect((await stored(`P${String(patient)}`))?.['traits']).toMatchObject({
        birthName: `NOM${letters(messages - 1)}`,
      })
    }
    await eventually(() => {
      const once = [...new Map(events.map((event) => [event.id, event])).values()]
      const movements = once
        .filter(({ type }) => type === MovementRecorded.type)
        .map(({ data }) => (data as { movementId: string }).movementId)
      expect(new Set(movements).size).toBe(movements.length)
      expect(movements).toHaveLength(patients * 3)
      for (const key of new Set(once.map((event) => event.key))) {
        const versions = once
          .filter((event) => event.key === key && event.type === PatientChanged.type)
          .map(({ data }) => (data as { version: number }).version)
        expect(versions).toEqual([...versions].sort((one, other) => one - other))
      }
    }, 20_000)
  }, 120_000)

  it('a merge holds both records: whatever arrives at once about either, nothing is lost and one record remains', async () => {
    const random = generator(SEED + 1)
    const rounds = 16
    await Promise.all(
      Array.from({ length: rounds }, async (_, round) => {
        const [kept, gone] = [`K${String(round)}`, `G${String(round)}`]
        await send(a28({ ipp: kept, ins: null, names: named('GARDE'), recordedAt: at(0) }), round)
        await send(a28({ ipp: gone, ins: null, names: named('PARTI'), recordedAt: at(0) }), round)
        const acts = [
          a40(gone, { ipp: kept, ins: null, names: named('GARDE'), recordedAt: at(5) }),
          ...[1, 2, 3].map((step) =>
            a31({ ipp: kept, ins: null, names: named(`GARDE${letters(step)}`), recordedAt: at(step) }),
          ),
          ...[1, 2, 3].map((step) =>
            a01(
              { ipp: gone, ins: null, names: named('PARTI'), recordedAt: at(step) },
              `G${String(round)}-${String(step)}`,
              [],
            ),
          ),
        ].sort(() => random(3) - 1)
        const codes = await Promise.all(acts.map((text, index) => send(text, round * 4 + index)))
        expect(codes.every((code) => code === 'AA')).toBe(true)
      }),
    )
    for (let round = 0; round < rounds; round++) {
      const [kept, gone] = await Promise.all([stored(`K${String(round)}`), stored(`G${String(round)}`)])
      expect(gone?.['mergedInto']).toBe(kept?._id)
      expect(kept?.['mergedInto']).toBeUndefined()
    }
    expect(
      await bench.collection('hl7_messages').countDocuments({ event: 'A01', outcome: 'AA', controlId: /^T/ }),
    ).toBeGreaterThanOrEqual(rounds * 3)
  }, 60_000)
})
