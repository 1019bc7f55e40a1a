import type { Page, PatientDetail, PatientSummary } from '@anamnese/contracts'
import { hl7Time, identityMessage, MllpSender } from '@anamnese/tool-demo'
import type { RunDescription } from '@anamnese/tool-stack'
import { apiClient } from './api-client'
import type { Bare } from './bare'
import type { BenchOptions } from './options'
import { benchPerson } from './people'
import { rateFor, rounded } from './statistics'

export interface ReadFigures {
  seconds: number
  concurrency: number
  /** GET /api/patients/:id through the gateway, each read traced */
  perSecond: number
  /** a bare find by key on the same server, same concurrency */
  barePerSecond: number
  ratio: number
}

const CONCURRENCY = 16

/** Reads of a patient's detail through the gateway, beside a bare find. */
export async function measureReads(run: RunDescription, bare: Bare, { seconds }: BenchOptions): Promise<ReadFigures> {
  const person = benchPerson(910_000)
  const sender = new MllpSender(run.mllp.identity)
  const message = identityMessage('A28', person, `${person.key}-A28`, hl7Time(new Date()))
  await sender.send(message)
  sender.close()
  const call = await apiClient(run)
  const { items } = await call<Page<PatientSummary>>(`/api/patients?q=${person.ipp}`)
  const id = items[0]?.id
  if (id === undefined) throw new Error('le patient mesuré n’est pas trouvé')
  await bare.insert(id, message)
  const read = async (): Promise<void> => {
    await call<PatientDetail>(`/api/patients/${id}`)
  }
  const find = (): Promise<void> => bare.find(id)
  await rateFor(1, CONCURRENCY, read)
  await rateFor(1, CONCURRENCY, find)
  const perSecond = await rateFor(seconds, CONCURRENCY, read)
  const barePerSecond = await rateFor(Math.min(seconds, 5), CONCURRENCY, find)
  return {
    seconds,
    concurrency: CONCURRENCY,
    perSecond: rounded(perSecond),
    barePerSecond: rounded(barePerSecond),
    ratio: rounded(perSecond / barePerSecond),
  }
}
