import { connect, type Socket } from 'node:net'
import { type Antivirus, AntivirusError, type Verdict } from './antivirus'

export interface ClamdOptions {
  /** `host:port`, or the path of a Unix socket */
  address: string
  /** milliseconds for a whole scan */
  timeoutMs: number
}

const CHUNK_BYTES = 64 * 1024
const MAX_ANSWER_BYTES = 4096

/**
 * clamd over its own protocol (`zINSTREAM`: each chunk after its length on four bytes, a length of zero at the end). One connection per
 * scan: a verdict never belongs to other bytes than those that were sent on it.
 */
export class ClamdAntivirus implements Antivirus {
  readonly name = 'clamd'

  constructor(private readonly options: ClamdOptions) {}

  async scan(bytes: Buffer): Promise<Verdict> {
    const answer = await this.ask('zINSTREAM\0', bytes)
    if (/: OK$/.test(answer)) return { clean: true }
    const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]
    if (found !== undefined) return { clean: false, signature: found }
    if (/size limit exceeded/i.test(answer))
      throw new AntivirusError('ANTIVIRUS.TOO_LARGE', 'Le fichier dépasse la taille que l’antivirus accepte.')
    throw new AntivirusError('ANTIVIRUS.UNEXPECTED', 'L’antivirus n’a pas rendu de verdict.')
  }

  async ping(): Promise<void> {
    const answer = await this.ask('zPING\0')
    if (answer !== 'PONG') throw new AntivirusError('ANTIVIRUS.UNEXPECTED', 'L’antivirus répond autre chose que prévu.')
  }

  private ask(command: string, bytes?: Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = this.open()
      let answer = ''
      socket.setTimeout(this.options.timeoutMs, () => socket.destroy(new Error('no answer in time')))
      const timer = setTimeout(() => socket.destroy(new Error('no verdict in time')), this.options.timeoutMs)
      socket.on('data', (part: Buffer) => {
        answer += part.toString('latin1')
        if (answer.length > MAX_ANSWER_BYTES) socket.destroy(new Error('answer too long'))
        else if (answer.includes('\0')) socket.end()
      })
      // clamd closes while we still write when the stream is beyond its limit: its answer counts more than the broken pipe.
      let failure: unknown
      socket.once('error', (error) => {
        failure = error
      })
      socket.once('close', () => {
        clearTimeout(timer)
        const line = answer.split('\0')[0]?.trim() ?? ''
        if (line !== '') resolve(line)
        else
          reject(
            new AntivirusError('ANTIVIRUS.UNREACHABLE', 'L’antivirus ne répond pas : le fichier attend.', {
              cause: failure,
            }),
          )
      })
      socket.once('connect', () => {
        void send(socket, command, bytes)
      })
    })
  }

  private open(): Socket {
    const { address } = this.options
    const tcp = /^(.+):(\d+)$/.exec(address)
    return tcp ? connect({ host: tcp[1] ?? '', port: Number(tcp[2]) }) : connect({ path: address })
  }
}

/** Writes at the pace of the reader: a large file is never twice in memory. */
async function send(socket: Socket, command: string, bytes: Buffer | undefined): Promise<void> {
  const write = async (part: Buffer | string): Promise<void> => {
    if (socket.destroyed || socket.write(part)) return
    await new Promise<void>((done) => {
      const go = (): void => {
        socket.off('drain', go).off('close', go)
        done()
      }
      socket.on('drain', go).on('close', go)
    })
  }
  await write(command)
  if (bytes === undefined) return
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const chunk = bytes.subarray(at, at + CHUNK_BYTES)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(chunk.length)
    await write(length)
    await write(chunk)
  }
  await write(Buffer.alloc(4))
}
