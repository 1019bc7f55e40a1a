import { MongoClient } from 'mongodb'
import { accepts } from '../process/ports'

describe('the servers of an integration test run', () => {
  it('are a MongoDB that keeps transactions and change streams', async () => {
    const client = await new MongoClient(process.env['MONGODB_URI'] ?? '').connect()
    const db = client.db(`stack_${Date.now()}`)
    try {
      const session = client.startSession()
      await session.withTransaction(async () => {
        await db.collection('a').insertOne({ n: 1 }, { session })
      })
      await session.endSession()
      expect(await db.collection('a').countDocuments()).toBe(1)
      const stream = db.collection('a').watch()
      expect(await stream.tryNext()).toBeNull()
      await stream.close()
    } finally {
      await db.dropDatabase()
      await client.close()
    }
  })

  it('are a Kafka broker that accepts connections', async () => {
    const [host = '', port = ''] = (process.env['KAFKA_BROKERS'] ?? '').split(':')
    expect(await accepts(Number(port), host)).toBe(true)
  })
})
