import type { Page, PatientSummary } from '@anamnese/contracts'
import { eventually, hl7Time, identityMessage, MllpSender } from '@anamnese/tool-demo'
import type { RunDescription } from '@anamnese/tool-stack'
import { apiClient } from './api-client'
import type { Bare } from './bare'
import type { BenchOptions } from './options'
import { benchPerson } from './people'
import { rate, rounded } from './statistics'

export interface AdtFigures {
  messages: number
  connections: number
  /** ADT^A28 of distinct patients, committed and acknowledged AA */
  perSecond: number
  /** the same messages, inserted and produced without the product */
  barePerSecond: number
  ratio: number
  /** ADT^A31 of one patient on one connection, which can only go one after the other */
  samePatientPerSecond: number
  /** the last of them is what the record says */
  samePatientInOrder: boolean
}

/** Messages of identity on several MLLP connections, between two series of bare writes on the same servers. */
export async function measureAdt(run: RunDescription, bare: Bare, options: BenchOptions): Promise<AdtFigures> {
  const { messages, connections } = options
  const at = hl7Time(new Date())
  const text = (n: number): string => identityMessage('A28', benchPerson(n), `${benchPerson(n).key}-A28`, at)
  const senders = Array.from({ length: connections }, () => new MllpSender(run.mllp.identity))
  const send = (offset: number): Parameters<typeof rate>[2] => {
    return async (n, lane) => senders[lane]?.send(text(offset + n))
  }
  try {
    await rate(connections * 5, connections, send(messages))
    const write = (n: number): Promise<void> => bare.insertAndProduce(text(n))
    await rate(connections * 5, connections, write)
    const before = await rate(messages, connections, write)
    const perSecond = await rate(messages, connections, send(0))
    const after = await rate(messages, connections, write)
    const barePerSecond = (before + after) / 2
    const ordered = await samePatient(run, senders[0], Math.min(messages, 200))
    return {
      messages,
      connections,
      perSecond: rounded(perSecond),
      barePerSecond: rounded(barePerSecond),
      ratio: rounded(perSecond / barePerSecond),
      ...ordered,
    }
  } finally {
    for (const sender of senders) sender.close()
  }
}

async function samePatient(
  run: RunDescription,
  sender: MllpSender | undefined,
  count: number,
): Promise<Pick<AdtFigures, 'samePatientPerSecond' | 'samePatientInOrder'>> {
  const person = benchPerson(900_000)
  const at = hl7Time(new Date())
  const name = (n: number): string =>
    `RANG-${Array.from(String(n), (digit) => 'ABCDEFGHIJ'.charAt(Number(digit))).join('')}`
  const perSecond = await rate(count, 1, async (n) => {
    const event = n === 0 ? 'A28' : 'A31'
    await sender?.send(identityMessage(event, { ...person, usedName: name(n) }, `${person.key}-${n}`, at))
  })
  const call = await apiClient(run)
  const last = name(count - 1)
  const kept = await eventually('le patient mesuré', async () => {
    const page = await call<Page<PatientSummary>>(`/api/patients?q=${person.ipp}`)
    return page.items[0]?.traits.usedName
  })
  return { samePatientPerSecond: rounded(perSecond), samePatientInOrder: kept === last }
}
