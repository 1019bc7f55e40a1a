import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { ensurePki, isUsable, type Pki } from './pki'

describe('the demonstration certification authority', () => {
  let folder: string
  let pki: Pki
  const text = (file: string): string => fs.readFileSync(file, 'utf8')

  beforeAll(async () => {
    folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'anamnese-pki-')), 'pki')
    pki = await ensurePki(folder)
  }, 60_000)
  afterAll(() => {
    fs.rmSync(path.dirname(folder), { recursive: true })
  })

  /** What a server that asks for a client certificate says of `client`. */
  async function handshake(client: string): Promise<string> {
    const server = tls.createServer({
      key: text(pki.key('dmp-server')),
      cert: text(pki.certificate('dmp-server')),
      ca: text(pki.ca),
      crl: pki.crls.map(text),
      requestCert: true,
      rejectUnauthorized: false,
    })
    const verdict = new Promise<string>((resolve) => {
      server.on('secureConnection', (socket) => {
        resolve(socket.authorized ? 'authorized' : String(socket.authorizationError))
        socket.end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const socket = tls.connect({
      port,
      host: '127.0.0.1',
      servername: 'localhost',
      ca: text(pki.ca),
      key: text(pki.key(client)),
      cert: text(pki.certificate(client)),
      crl: pki.crls.map(text),
    })
    await new Promise<void>((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject))
    const answer = await verdict
    socket.destroy()
    server.close()
    return answer
  }

  it('makes certificates that servers and clients accept of each other, revocation lists checked', async () => {
    expect(await handshake('org-auth-cli')).toBe('authorized')
    expect(await handshake('insi-client')).toBe('authorized')
  })

  it('makes a revoked certificate that is refused', async () => {
    expect(await handshake('revoked-client')).toBe('CERT_REVOKED')
  })

  it('puts the national identifier of the structure in the subject', () => {
    const { subject } = new X509Certificate(text(pki.certificate('org-sign')))
    expect(subject.split('\n')).toEqual([
      'C=FR',
      "ST=Côtes-d'Armor (22)",
      "O=CH DE L'ARGOAT",
      'OU=1220000020',
      'CN=DPI SIGN',
    ])
  })

  it('keeps the authority from one start to the next', async () => {
    const before = text(pki.ca)
    expect(isUsable(folder)).toBe(true)
    await ensurePki(folder)
    expect(text(pki.ca)).toBe(before)
  })

  it('is understood by OpenSSL', () => {
    const files = ['-CAfile', path.join(folder, 'root.pem'), '-untrusted', path.join(folder, 'issuer.pem')]
    const answer = execFileSync('openssl', ['verify', ...files, pki.certificate('org-sign')]).toString()
    expect(answer).toContain('OK')
  })
})
