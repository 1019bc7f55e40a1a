import { Mongo } from '@anamnese/platform-mongo'
import type { PlayedSystem } from './system'

/**
 * Lets time pass for a session without waiting for it: its last action is put back in the gateway's store.
 * @param csrfToken tells the session
 */
export async function letSessionIdle(system: PlayedSystem, csrfToken: string, seconds: number): Promise<void> {
  const mongo = await Mongo.connect({ uri: system.run.mongodb, database: `${system.run.kafkaPrefix}gateway` })
  try {
    const lastSeenAt = new Date(Date.now() - seconds * 1000)
    const { matchedCount } = await mongo.connection
      .collection('sessions')
      .updateOne({ csrfToken }, { $set: { lastSeenAt } })
    if (matchedCount !== 1) throw new Error('la session n’est pas dans la base de la passerelle')
  } finally {
    await mongo.connection.close()
  }
}
