import { MllpClient, MllpServer } from '@anamnese/interop-mllp'
import { MllpTap } from './mllp-tap'

describe('the tap on an MLLP link', () => {
  it('relays both ways and keeps each message with its answer, byte for byte', async () => {
    const server = new MllpServer({
      port: 0,
      handler: (message) => Promise.resolve(Buffer.concat([Buffer.from('ACK of '), message])),
    })
    const { port } = await server.listen()
    const tap = new MllpTap()
    const client = new MllpClient({ host: '127.0.0.1', port: await tap.listen(port) })
    const large = Buffer.alloc(300_000, 'é')
    expect((await client.send(Buffer.from('MSH|one'))).toString()).toBe('ACK of MSH|one')
    await client.send(large)
    expect(tap.find('one')?.answer.toString()).toBe('ACK of MSH|one')
    expect(tap.find('éé')?.message.equals(large)).toBe(true)
    expect(tap.find('absent')).toBeUndefined()
    client.close()
    await tap.close()
    await server.close()
  })

  it('lets the sender see that nobody listens behind it', async () => {
    const tap = new MllpTap()
    const client = new MllpClient({ host: '127.0.0.1', port: await tap.listen(1), answerTimeoutMs: 5_000 })
    await expect(client.send(Buffer.from('MSH|one'))).rejects.toMatchObject({ code: 'MLLP.CLOSED' })
    client.close()
    await tap.close()
  })
})
