import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { ClamdAntivirus } from './clamd'
import { clamdIsInstalled, EICAR, type RunningClamd, startClamd } from './testing'

const installed = clamdIsInstalled()
if (!installed) console.warn('skipped: no clamd here (Debian package clamav-daemon)')

;(installed ? describe : describe.skip)('a real clamd', () => {
  let clamd: RunningClamd
  let antivirus: ClamdAntivirus
  beforeAll(async () => {
    clamd = await startClamd({ streamMaxLength: '4M' })
    antivirus = new ClamdAntivirus({ address: clamd.address, timeoutMs: 10_000 })
  }, 30_000)
  afterAll(async () => clamd.stop())

  it('says that clean bytes are clean, whatever their size below its limit', async () => {
    expect(await antivirus.scan(Buffer.from('un compte rendu'))).toEqual({ clean: true })
    expect(await antivirus.scan(randomBytes(3_000_000))).toEqual({ clean: true })
    expect(await antivirus.scan(Buffer.alloc(0))).toEqual({ clean: true })
  })

  it('names the signature of what is infected, even deep inside', async () => {
    const infected = Buffer.concat([randomBytes(500_000), Buffer.from(EICAR)])
    expect(await antivirus.scan(infected)).toEqual({
      clean: false,
      signature: expect.stringContaining('Eicar') as string,
    })
  })

  it('gives no verdict beyond its limit: bytes that were not read whole are not clean', async () => {
    await expect(antivirus.scan(randomBytes(6_000_000))).rejects.toMatchObject({ code: 'ANTIVIRUS.TOO_LARGE' })
  })
})

describe('an antivirus that is not there', () => {
  it('is an error, never a verdict', async () => {
    const antivirus = new ClamdAntivirus({ address: '127.0.0.1:9', timeoutMs: 1000 })
    await expect(antivirus.scan(Buffer.from('x'))).rejects.toMatchObject({ code: 'ANTIVIRUS.UNREACHABLE' })
    await expect(antivirus.ping()).rejects.toMatchObject({ code: 'ANTIVIRUS.UNREACHABLE' })
  })

  it('is one that accepts and stays silent too', async () => {
    const server = createServer((socket) => socket.resume())
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as { port: number }
    const antivirus = new ClamdAntivirus({ address: `127.0.0.1:${port}`, timeoutMs: 300 })
    await expect(antivirus.scan(Buffer.from('x'))).rejects.toMatchObject({ code: 'ANTIVIRUS.UNREACHABLE' })
    server.close()
  })
})
