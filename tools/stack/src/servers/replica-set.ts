import { MongoClient, MongoServerError } from 'mongodb'

const WAIT_MS = 20_000

interface ReplicaSetConfig {
  _id: string
  version: number
  members: { _id: number; host: string }[]
}

/**
 * Makes the mongod that listens on 127.0.0.1:port the primary of a one-node replica set. Its configuration, kept on disk, names its
 * port: when the folder has moved to another port the member is renamed, which only a forced change can do.
 */
export async function initiateReplicaSet(port: number): Promise<void> {
  const host = `127.0.0.1:${port}`
  const client = new MongoClient(`mongodb://${host}/`, { directConnection: true, serverSelectionTimeoutMS: WAIT_MS })
  try {
    await client.connect()
    const admin = client.db('admin')
    const members = [{ _id: 0, host }]
    await admin.command({ replSetInitiate: { _id: 'rs0', members } }).catch((error: unknown) => {
      if (!(error instanceof MongoServerError) || error.codeName !== 'AlreadyInitialized') throw error
    })
    const local = client.db('local').collection<ReplicaSetConfig>('system.replset')
    const config = await local.findOne()
    if (config && config.members[0]?.host !== host) {
      const moved = { ...config, version: config.version + 1, members: [{ ...config.members[0], _id: 0, host }] }
      await admin.command({ replSetReconfig: moved, force: true })
    }
    const deadline = Date.now() + WAIT_MS
    while (!(await admin.command({ hello: 1 }))['isWritablePrimary']) {
      if (Date.now() > deadline) throw new Error(`mongod on ${host} did not become primary`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  } finally {
    await client.close()
  }
}
