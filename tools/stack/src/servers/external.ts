import { StackError } from '../errors'
import { accepts } from '../process/ports'
import type { RunningServers } from './types'

function endpoints(mongodbUri: string, kafkaBrokers: string): { name: string; host: string; port: number }[] {
  const mongo = /^mongodb:\/\/(?:[^@/]*@)?([^/?]+)/.exec(mongodbUri)?.[1] // mongodb+srv names no port: the driver resolves it
  const list = (text: string, name: string, port: number): { name: string; host: string; port: number }[] =>
    text.split(',').map((item) => {
      const [host = '', given] = item.trim().split(':')
      return { name, host, port: given === undefined ? port : Number(given) }
    })
  return [...(mongo === undefined ? [] : list(mongo, 'MongoDB', 27017)), ...list(kafkaBrokers, 'Kafka', 9092)]
}

/** Uses servers that already run: `MONGODB_URI` and `KAFKA_BROKERS`. At least one member of each must answer. */
export async function useExternalServers(mongodbUri: string, kafkaBrokers: string): Promise<RunningServers> {
  const all = await Promise.all(
    endpoints(mongodbUri, kafkaBrokers).map(async (point) => ({
      ...point,
      ok: await accepts(point.port, point.host, 5_000),
    })),
  )
  for (const name of ['MongoDB', 'Kafka']) {
    const mine = all.filter((point) => point.name === name)
    if (mine.length > 0 && !mine.some((point) => point.ok)) {
      const where = mine.map((point) => `${point.host}:${point.port}`).join(', ')
      throw new StackError(
        'EXTERNAL_SERVER_UNREACHABLE',
        `${name} ne répond pas sur ${where} (MONGODB_URI, KAFKA_BROKERS).`,
      )
    }
  }
  return { infra: 'external', mongodbUri, kafkaBrokers, stop: () => Promise.resolve() }
}
