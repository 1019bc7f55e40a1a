import net from 'node:net'
import { MllpClient } from './client'
import { MllpError } from './errors'
import { Deframer, frame } from './frame'
import { MllpServer } from './server'
import type { MllpServerEvent, MllpServerOptions } from './server-options'

const codeOf = async (act: Promise<unknown>) =>
  act.then(
    () => undefined,
    (error: unknown) => (error as MllpError).code,
  )
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

let server: MllpServer
let clients: { close?: () => void; destroy?: () => void }[] = []
let events: MllpServerEvent[] = []

async function door(options: Partial<MllpServerOptions> = {}): Promise<number> {
  events = []
  server = new MllpServer({
    port: 0,
    handler: async (message) => Buffer.concat([Buffer.from('ACK '), message]),
    onEvent: (event) => events.push(event),
    ...options,
  })
  return (await server.listen()).port
}

function client(port: number, options: object = {}): MllpClient {
  const one = new MllpClient({ host: '127.0.0.1', port, ...options })
  clients.push(one)
  return one
}

function raw(port: number): net.Socket & { received: string } {
  const socket = Object.assign(net.connect(port, '127.0.0.1'), { received: '' })
  socket.on('data', (bytes: Buffer) => (socket.received += bytes.toString('latin1')))
  socket.on('error', () => undefined)
  clients.push(socket)
  return socket
}

afterEach(async () => {
  for (const one of clients) (one.close ?? one.destroy)?.call(one)
  clients = []
  await server.close(500)
})

describe('an MLLP link', () => {
  it('answers each message on one connection, in order', async () => {
    const one = client(await door())
    const answers = await Promise.all(['a', 'b', 'c'].map((text) => one.send(Buffer.from(text))))
    expect(answers.map(String)).toEqual(['ACK a', 'ACK b', 'ACK c'])
    expect(events.filter((event) => event.type === 'connected')).toHaveLength(1)
  })

  it('answers pipelined frames in order, one handled at a time', async () => {
    let running = 0
    const port = await door({
      handler: async (message) => {
        expect(++running).toBe(1)
        await wait(message.toString() === 'slow' ? 30 : 1)
        running--
        return message
      },
    })
    const socket = raw(port)
    socket.write(Buffer.concat(['slow', 'quick', 'last'].map((text) => frame(Buffer.from(text)))))
    await wait(120)
    expect(socket.received).toBe('\x0bslow\x1c\r\x0bquick\x1c\r\x0blast\x1c\r')
  })

  it('reassembles a frame that comes byte by byte, and a 20 MB one', async () => {
    const port = await door({ handler: async (message) => Buffer.from(String(message.length)) })
    const socket = raw(port)
    for (const byte of frame(Buffer.from('petit à petit'))) {
      socket.write(Buffer.of(byte))
      await wait(0)
    }
    await wait(20)
    expect(socket.received).toBe('\x0b14\x1c\r')
    const answer = await client(port).send(Buffer.alloc(20 * 1024 * 1024, 'x'))
    expect(answer.toString()).toBe(String(20 * 1024 * 1024))
  })

  it('takes a closed connection up again at the next message', async () => {
    const one = client(await door({ idleTimeoutMs: 30 }))
    expect(String(await one.send(Buffer.from('1')))).toBe('ACK 1')
    await wait(100)
    expect(one.isConnected).toBe(false)
    expect(String(await one.send(Buffer.from('2')))).toBe('ACK 2')
    expect(events.filter((event) => event.type === 'refused')).toHaveLength(1)
  })

  it('says that nobody listens', async () => {
    const port = await door()
    await server.close()
    const one = client(port)
    expect(await codeOf(one.send(Buffer.from('x')))).toBe('MLLP.UNREACHABLE')
  })

  it('gives up after the time allowed, and does not take a late answer for the next one', async () => {
    let first = true
    const port = await door({
      handler: async (message) => {
        if (first) {
          first = false
          await wait(80)
        }
        return message
      },
    })
    const one = client(port, { answerTimeoutMs: 40 })
    expect(await codeOf(one.send(Buffer.from('late')))).toBe('MLLP.TIMEOUT')
    expect(String(await one.send(Buffer.from('next')))).toBe('next')
  })

  it('says that the partner closed without answering', async () => {
    const one = client(await door({ handler: () => Promise.reject(new Error('base indisponible')) }))
    expect(await codeOf(one.send(Buffer.from('x')))).toBe('MLLP.CLOSED')
    expect(events.some((event) => event.type === 'handler-failed')).toBe(true)
  })

  it('refuses an answer that is not framed', async () => {
    const naked = net.createServer((socket) => socket.on('data', () => socket.write('MSA|AA')))
    await new Promise<void>((resolve) => naked.listen(0, '127.0.0.1', resolve))
    const one = client((naked.address() as net.AddressInfo).port)
    expect(await codeOf(one.send(Buffer.from('x')))).toBe('MLLP.BAD_FRAME')
    naked.close()
  })

  it('does not send what would break the framing', async () => {
    const one = client(await door())
    expect(await codeOf(one.send(Buffer.from('a\x1cb')))).toBe('MLLP.BAD_FRAME')
  })
})

describe('an MLLP door defends itself', () => {
  it.each([
    ['bytes outside a frame', 'GET / HTTP/1.1\r\n'],
    ['a frame inside a frame', '\x0bMSH\x0bMSH'],
    ['a frame that does not end as it should', '\x0bMSH\x1cX'],
    ['a frame that is too long', `\x0b${'x'.repeat(2000)}`],
  ])('against %s', async (_, bytes) => {
    const socket = raw(await door({ maxFrameSize: 1000 }))
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.write(bytes, 'latin1')
    await closed
    expect(events).toContainEqual(expect.objectContaining({ type: 'refused' }))
    expect(socket.received).toBe('')
  })

  it('blanks between frames are harmless, other bytes are skipped when so configured', async () => {
    const socket = raw(await door({ garbage: 'skip' }))
    socket.write('\r\n \x0ba\x1c\r\r\n??\x0bb\x1c\r', 'latin1')
    await wait(40)
    expect(socket.received).toBe('\x0bACK a\x1c\r\x0bACK b\x1c\r')
  })

  it('against a frame that never ends', async () => {
    const socket = raw(await door({ frameTimeoutMs: 30 }))
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.write('\x0bMSH', 'latin1')
    await closed
    expect(events).toContainEqual(expect.objectContaining({ type: 'refused' }))
  })

  it('against too many connections', async () => {
    const port = await door({ maxConnections: 1 })
    expect(String(await client(port).send(Buffer.from('1')))).toBe('ACK 1')
    expect(await codeOf(client(port).send(Buffer.from('2')))).toBe('MLLP.CLOSED')
  })

  it('a closing door answers what it has begun, and begins nothing more', async () => {
    const begun: string[] = []
    const port = await door({
      handler: async (message) => {
        begun.push(message.toString())
        await wait(50)
        return message
      },
    })
    const socket = raw(port)
    socket.write(Buffer.concat(['one', 'two'].map((text) => frame(Buffer.from(text)))))
    await wait(20)
    await server.close()
    expect(begun).toEqual(['one'])
    expect(socket.received).toBe('\x0bone\x1c\r')
    expect(server.connectionCount).toBe(0)
  })
})

describe('framing', () => {
  it('does not depend on how bytes are grouped', () => {
    const bytes = Buffer.concat(['premier', '', 'troisième'].map((text) => frame(Buffer.from(text))))
    for (let size = 1; size <= bytes.length; size++) {
      const deframer = new Deframer({ maxFrameSize: 100, garbage: 'refuse' })
      const out: string[] = []
      for (let at = 0; at < bytes.length; at += size) {
        out.push(...deframer.push(bytes.subarray(at, at + size)).map(String))
      }
      expect(out).toEqual(['premier', '', 'troisième'])
      expect(deframer.isInsideFrame).toBe(false)
    }
  })
})

describe('a message with two acknowledgements (enhanced mode)', () => {
  it('gets the first before it is handled, and the second on the same connection', async () => {
    let kept = ''
    const port = await door({
      handler: async (message, _peer, answer) => {
        answer(Buffer.from(`CA ${message.toString()}`))
        await wait(20)
        return Buffer.from(`AA ${message.toString()}`)
      },
    })
    const one = client(port)
    const onAnswer = (answer: Buffer): 'last' | 'more' => {
      kept += `${answer.toString()};`
      return answer.toString().startsWith('CA') ? 'more' : 'last'
    }
    const answers = await Promise.all(['a', 'b'].map((text) => one.send(Buffer.from(text), onAnswer)))
    expect(answers.map(String)).toEqual(['AA a', 'AA b'])
    expect(kept).toBe('CA a;AA a;CA b;AA b;')
  })

  it('may be asked to have none: the message is given, and the next one gets its own answer', async () => {
    const received: string[] = []
    const port = await door({
      handler: async (message) => {
        received.push(message.toString())
        return message.toString() === 'a' ? undefined : Buffer.from('ACK')
      },
    })
    const one = client(port)
    await one.post(Buffer.from('a'))
    expect(String(await one.send(Buffer.from('b')))).toBe('ACK')
    expect(received).toEqual(['a', 'b'])
  })

  it('whose second one does not come is a message without answer', async () => {
    const port = await door({
      handler: async (_message, _peer, answer) => {
        answer(Buffer.from('CA'))
        return undefined
      },
    })
    const one = client(port, { answerTimeoutMs: 100 })
    const sent = one.send(Buffer.from('a'), (answer) => (answer.toString() === 'CA' ? 'more' : 'last'))
    expect(await codeOf(sent)).toBe('MLLP.TIMEOUT')
  })
})
