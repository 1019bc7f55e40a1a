import { randomUUID } from 'node:crypto'
import type { Page, PatientSummary } from '@anamnese/contracts'
import { hl7Time, identityMessage, MllpSender } from '@anamnese/tool-demo'
import { Mongo } from '@anamnese/platform-mongo'
import type { RunDescription } from '@anamnese/tool-stack'
import { type ApiCall, apiClient } from './api-client'
import { basePerson, PATTERN, storedAs } from './base-people'
import type { BenchOptions } from './options'
import { benchPerson } from './people'
import { percentile, rate, rounded } from './statistics'

export interface BaseMeasure {
  patients: number
  /** searches of an identity officer through the gateway, each access to an INS traced */
  searchP50Ms: number
  searchP95Ms: number
  /** ADT^A28 of new patients, acknowledged AA */
  adtPerSecond: number
}

export interface BaseFigures {
  small: BaseMeasure
  large: BaseMeasure
  /** large over small: 1 when the size of the base costs nothing */
  searchP95Ratio: number
  adtRatio: number
}

const SMALL = 10_000
const BATCH = 5_000
const SEARCHES = 400

type Row = { _id: string } & Record<string, unknown>

/** Searches and arrivals in a base of ten thousand patients, then of as many as asked. */
export async function measureBase(
  run: RunDescription,
  { patients, messages, connections }: BenchOptions,
  say: (line: string) => void,
): Promise<BaseFigures> {
  const senders = Array.from({ length: connections }, () => new MllpSender(run.mllp.identity))
  const mongo = await Mongo.connect({ uri: run.mongodb, database: `${run.kafkaPrefix}identity` })
  const rows = mongo.connection.collection<Row>('patients')
  try {
    const call = await apiClient(run)
    await senders[0]?.send(identityMessage('A28', PATTERN, PATTERN.key, hl7Time(new Date())))
    const stored = await rows.findOne({ ippKeys: { $regex: `^${PATTERN.ipp}\\^` } })
    if (stored === null) throw new Error('le patient modèle n’est pas enregistré')
    const pattern = JSON.stringify({ ...stored, version: 1 })
    const fill = async (from: number, to: number): Promise<void> => {
      for (let n = from; n < to; n += BATCH) {
        const count = Math.min(BATCH, to - n)
        const copies = Array.from({ length: count }, (_, i) =>
          storedAs(pattern, stored._id, basePerson(n + i), randomUUID()),
        )
        await rows.insertMany(copies as Row[], { ordered: false, writeConcern: { w: 1 } })
        if ((n / BATCH) % 40 === 39) say(`  ${n + count} patients`)
      }
    }
    const measure = async (count: number, offset: number): Promise<BaseMeasure> => ({
      patients: count,
      ...(await searches(call, count)),
      adtPerSecond: rounded(await arrivals(senders, messages, offset)),
    })
    await fill(0, SMALL)
    const small = await measure(SMALL, 2_000_000)
    await fill(SMALL, patients)
    const large = await measure(patients, 3_000_000)
    say('  mesuré ; la base est vidée')
    return {
      small,
      large,
      searchP95Ratio: rounded(large.searchP95Ms / small.searchP95Ms),
      adtRatio: rounded(large.adtPerSecond / small.adtPerSecond),
    }
  } finally {
    for (const sender of senders) sender.close()
    await rows.deleteMany({ ippKeys: { $regex: '^77\\d{8}\\^' } })
    await mongo.connection.close()
  }
}

/** What an officer types: date and first letters, name and given name, number of the hospital, matricule, first letters alone. */
async function searches(call: ApiCall, count: number): Promise<Pick<BaseMeasure, 'searchP50Ms' | 'searchP95Ms'>> {
  const samples: number[] = []
  const search = async (n: number): Promise<void> => {
    const person = basePerson(Math.floor((n * 0.6180339887 * count) % count))
    const [name, given] = [person.family.slice(0, 3), person.given.slice(0, 3)]
    const kinds = [
      new URLSearchParams({ birthDate: person.birthDate, name }),
      new URLSearchParams({ q: `${person.family} ${given}` }),
      new URLSearchParams({ q: person.ipp }),
      new URLSearchParams({ q: person.ins ?? '' }),
      new URLSearchParams({ name, givenName: given }),
    ]
    const began = performance.now()
    const page = await call<Page<PatientSummary>>(
      `/api/patients?${(kinds[n % kinds.length] ?? kinds[0])?.toString() ?? ''}`,
    )
    samples.push(performance.now() - began)
    if (page.total === 0) throw new Error(`recherche ${n % kinds.length} sans résultat`)
  }
  await rate(20, 2, search)
  samples.length = 0
  await rate(SEARCHES, 2, search)
  return { searchP50Ms: rounded(percentile(samples, 0.5)), searchP95Ms: rounded(percentile(samples, 0.95)) }
}

async function arrivals(senders: MllpSender[], messages: number, offset: number): Promise<number> {
  const at = hl7Time(new Date())
  const send = (from: number) => async (n: number, lane: number) => {
    const person = benchPerson(from + n)
    await senders[lane]?.send(identityMessage('A28', person, `${person.key}-A28`, at))
  }
  await rate(senders.length * 5, senders.length, send(offset + messages))
  return rate(messages, senders.length, send(offset))
}
