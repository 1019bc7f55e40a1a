import {
  ackCodeOf,
  ackModeOf,
  buildAck,
  CHARSET_LATIN9,
  encodeText,
  Hl7Error,
  Hl7Message,
  readAck,
} from '@anamnese/interop-hl7v2'
import { buildAdt } from './build/build-adt'
import { EMITTED_EVENTS } from './profile/events'
import { readAdt } from './read/read-adt'
import { ENVELOPE, movementOf } from './test/facts'
import { validatePam } from './validate'

/** `FUZZ_RUNS=1000000` for a long run; `FUZZ_SEED` plays one again. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 4_000)
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_310)
const SLOW_MS = 1_000

/** A generator that gives the same numbers for the same seed (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const STRUCTURE = Buffer.from(
  '|^~\\&\r\n""\\X0D\\\\.br\\MSH|PID|ZBE|20261332^""~~~&&&\x0b\x1c\x00\xff\xe2\x82',
  'latin1',
)
const SEEDS = EMITTED_EVENTS.flatMap((event) => [
  buildAdt(movementOf(event), ENVELOPE),
  buildAdt(movementOf(event), { ...ENVELOPE, charset: CHARSET_LATIN9 }),
])

/** A valid message with some of its bytes changed, removed, repeated, moved; or nothing but noise. */
function mutated(random: (below: number) => number): Buffer {
  if (random(50) === 0) return Buffer.from(Array.from({ length: random(300) }, () => random(256)))
  let bytes = Buffer.from(SEEDS[random(SEEDS.length)] ?? '')
  for (let times = 1 + random(6); times > 0; times--) {
    const at = random(bytes.length + 1)
    const size = random(40)
    switch (random(6)) {
      case 0:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + size)])
        break
      case 1:
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.of(random(256)), bytes.subarray(at)])
        break
      case 2: {
        const from = random(STRUCTURE.length)
        const piece = STRUCTURE.subarray(from, from + 1 + random(6))
        bytes = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
        break
      }
      case 3:
        bytes = Buffer.concat([bytes, bytes.subarray(at, at + size * 5)])
        break
      case 4:
        if (bytes.length > 0) bytes[Math.min(at, bytes.length - 1)] = random(256)
        break
      default: {
        const segments = bytes.toString('latin1').split('\r')
        const [moved = ''] = segments.splice(random(segments.length), 1)
        segments.splice(random(segments.length + 1), 0, moved)
        bytes = Buffer.from(segments.join('\r'), 'latin1')
      }
    }
  }
  return bytes
}

/** All that a door does with bytes. What it throws for what they hold is an Hl7Error, and nothing else. */
function handle(bytes: Buffer): string {
  let message: Hl7Message
  try {
    message = Hl7Message.parse(bytes)
  } catch (error) {
    if (error instanceof Hl7Error) return 'unreadable'
    throw error
  }
  const findings = validatePam(message)
  const code = ackCodeOf(findings)
  const ack = readAck(Hl7Message.parse(buildAck(message, { controlId: 'F', at: new Date(0), findings })))
  if (ack.code !== code) throw new Error(`answered ${ack.code} for ${code}`)
  ackModeOf(message)
  if (code === 'AA') readAdt(message)
  return code
}

describe(`messages damaged at random (${String(RUNS)}, seed ${String(SEED)})`, () => {
  it('are read or refused, never crash nor hang, and always get an answer', () => {
    const random = generator(SEED)
    const outcomes: Record<string, number> = {}
    for (let run = 0; run < RUNS; run++) {
      const bytes = mutated(random)
      const start = performance.now()
      let outcome: string
      try {
        outcome = handle(bytes)
      } catch (error) {
        throw new Error(`run ${String(run)}: ${JSON.stringify(bytes.toString('latin1'))}`, { cause: error })
      }
      const spent = performance.now() - start
      if (spent > SLOW_MS) throw new Error(`run ${String(run)} took ${String(spent)} ms`)
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    }
    // Damage that leaves the message good, damage that is told, damage that cannot be read: all were met.
    expect(Object.keys(outcomes).sort()).toEqual(['AA', 'AE', 'AR', 'unreadable'])
  }, 3_600_000)
})

describe('messages out of all proportion', () => {
  const pid = (value: string): Buffer =>
    encodeText(SEEDS[0]?.toString().replace('PAT-TROIS', value) ?? '', 'UNICODE UTF-8')

  it('a field of ten million characters is judged, and told to be too long', () => {
    const message = Hl7Message.parse(pid('A'.repeat(10_000_000)))
    expect(validatePam(message).some(({ location, code }) => location.startsWith('PID-5') && code === '102')).toBe(true)
    expect(buildAck(message, { controlId: 'F', at: new Date(), findings: validatePam(message) }).length).toBeLessThan(
      10_000,
    )
  })

  it.each<[string, Buffer]>([
    [
      'a hundred thousand segments',
      Buffer.concat([SEEDS[0] ?? Buffer.alloc(0), Buffer.from('NTE|1\r'.repeat(100_000))]),
    ],
    ['a hundred thousand repetitions', pid('A~'.repeat(100_000))],
    ['a hundred thousand components', pid('A^'.repeat(100_000))],
    ['a hundred thousand subcomponents', pid('A&'.repeat(100_000))],
    ['a hundred thousand escapes', pid('\\X41\\'.repeat(100_000))],
    ['a hundred thousand lone escapes', pid('\\'.repeat(100_001))],
  ])('%s end quickly', (_, bytes) => {
    const start = performance.now()
    expect(['AA', 'AE', 'AR', 'unreadable']).toContain(handle(bytes))
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})
