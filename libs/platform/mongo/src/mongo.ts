import { Injectable, type OnApplicationShutdown } from '@nestjs/common'
import mongoose, { type ClientSession, type Connection, type Model, type Schema } from 'mongoose'

export interface MongoOptions {
  uri: string
  database: string
}

/** The service's database: one connection, its models, its transactions. Closed after everything that uses it. */
@Injectable()
export class Mongo implements OnApplicationShutdown {
  private constructor(readonly connection: Connection) {}

  /** Connects; the driver then reconnects by itself for as long as the process lives. */
  static async connect(options: MongoOptions): Promise<Mongo> {
    const connection = mongoose.createConnection(options.uri, {
      dbName: options.database,
      autoCreate: false,
      autoIndex: false,
      maxPoolSize: 50,
      serverSelectionTimeoutMS: 5000,
      // Nothing is answered before a majority has it: an acknowledged fact survives the loss of the primary.
      writeConcern: { w: 'majority' },
      readConcern: { level: 'majority' },
    })
    await connection.asPromise()
    return new Mongo(connection)
  }

  /** The model of a collection; declared once, by its repository. */
  model<T>(collection: string, schema: Schema<T>): Model<T> {
    const known = this.connection.models[collection] as Model<T> | undefined
    return known ?? this.connection.model<T>(collection, schema, collection)
  }

  /** Creates missing collections and indexes: a transaction must not have to. Called once, before the service listens. */
  async prepare(): Promise<void> {
    for (const model of Object.values(this.connection.models)) {
      await model.createCollection()
      await model.createIndexes()
    }
  }

  /**
   * Runs `work` in one transaction, again when the server says that it may succeed (write conflict, change of primary):
   * `work` has no effect outside the database.
   */
  async transaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    return this.connection.transaction<T>(work, { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } })
  }

  async ping(): Promise<void> {
    await this.connection.db?.admin().ping({ timeoutMS: 1500 })
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection.close()
  }
}

/** True when the error is the server's or the network's, not the data's: the same work may succeed later. */
export function isTransientMongoError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (/^Mongo(Network|ServerSelection|NotConnected|PoolCleared|Topology|WaitQueue)/.test(error.name)) return true
  const labels = (error as { errorLabels?: unknown }).errorLabels
  const list = labels instanceof Set ? [...labels] : Array.isArray(labels) ? labels : []
  return (
    list.includes('TransientTransactionError') ||
    list.includes('UnknownTransactionCommitResult') ||
    list.includes('RetryableWriteError')
  )
}

/** True when a unique index refused the write. */
export function isDuplicateKey(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 11000
}
