import { MongoClient, MongoNetworkError, MongoServerError, type Db } from 'mongodb'

// A busy machine may take long to elect a node that was renamed.
const WAIT_MS = 90_000

// Alone, the node has no one to wait for before it elects itself.
const QUICK = { electionTimeoutMillis: 1_000 }

interface ReplicaSetConfig {
  _id: string
  version: number
  members: { _id: number; host: string }[]
}

async function configure(client: MongoClient, host: string): Promise<void> {
  const admin = client.db('admin')
  await admin
    .command({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host }], settings: QUICK } })
    .catch((error: unknown) => {
      if (!(error instanceof MongoServerError) || error.codeName !== 'AlreadyInitialized') throw error
    })
  const config = await client.db('local').collection<ReplicaSetConfig>('system.replset').findOne()
  if (config === null || config.members[0]?.host === host) return
  const moved = { ...config, version: config.version + 1, members: [{ ...config.members[0], _id: 0, host }] }
  await admin.command({ replSetReconfig: moved, force: true })
}

async function isPrimary(admin: Db): Promise<boolean> {
  return Boolean((await admin.command({ hello: 1 }))['isWritablePrimary'])
}

/** A member closes its connections whenever its role changes, and refuses changes while it looks for itself. */
function passes(error: unknown): boolean {
  const transient = [
    'NewReplicaSetConfigurationIncompatible',
    'ConfigurationInProgress',
    'InterruptedDueToReplStateChange',
  ]
  return (
    error instanceof MongoNetworkError ||
    (error instanceof MongoServerError && transient.includes(error.codeName ?? ''))
  )
}

/**
 * Makes the mongod that listens on 127.0.0.1:port the primary of a one-node replica set. Its configuration, kept on disk, names its
 * port: when the folder has moved to another port the member is renamed, which only a forced change can do.
 */
export async function initiateReplicaSet(port: number): Promise<void> {
  const host = `127.0.0.1:${port}`
  const client = new MongoClient(`mongodb://${host}/`, { directConnection: true, serverSelectionTimeoutMS: 30_000 })
  const deadline = Date.now() + WAIT_MS
  try {
    for (let configured = false; ;) {
      try {
        if (!configured) await configure(client, host)
        configured = true
        if (await isPrimary(client.db('admin'))) return
      } catch (error) {
        if (!passes(error) || Date.now() > deadline) throw error
      }
      if (Date.now() > deadline) throw new Error(`mongod ne devient pas primaire sur ${host}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  } finally {
    await client.close()
  }
}
