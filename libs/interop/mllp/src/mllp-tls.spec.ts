import forge from 'node-forge'
import { MllpClient } from './client'
import { MllpServer } from './server'
import type { MllpPeer } from './server-options'

interface Identity {
  key: string
  cert: string
}

/** A certificate of the invented authority `issuer`, or of itself. */
function certificate(commonName: string, issuer?: Identity): Identity {
  const keys = forge.pki.rsa.generateKeyPair(2048)
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = keys.publicKey
  certificate.serialNumber = String(Date.now())
  certificate.validity.notBefore = new Date(Date.now() - 60_000)
  certificate.validity.notAfter = new Date(Date.now() + 3_600_000)
  const subject = [{ name: 'commonName', value: commonName }]
  certificate.setSubject(subject)
  certificate.setIssuer(issuer ? forge.pki.certificateFromPem(issuer.cert).subject.attributes : subject)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: !issuer },
    { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
  ])
  certificate.sign(issuer ? forge.pki.privateKeyFromPem(issuer.key) : keys.privateKey, forge.md.sha256.create())
  return { key: forge.pki.privateKeyToPem(keys.privateKey), cert: forge.pki.certificateToPem(certificate) }
}

describe('MLLP over TLS', () => {
  const authority = certificate('AC DE TEST')
  const doorIdentity = certificate('dpi.example', authority)
  const gam = certificate('gam.example', authority)
  const stranger = certificate('gam.example')
  let peers: MllpPeer[]
  let server: MllpServer
  let port: number

  beforeEach(async () => {
    peers = []
    server = new MllpServer({
      port: 0,
      handler: async (message, peer) => {
        peers.push(peer)
        return message
      },
      tls: { ...doorIdentity, clientCa: authority.cert },
    })
    port = (await server.listen()).port
  })
  afterEach(async () => server.close(200))

  const send = async (tls: object): Promise<string> => {
    const client = new MllpClient({ host: 'localhost', port, tls, answerTimeoutMs: 2000 })
    try {
      return String(await client.send(Buffer.from('MSH')))
    } catch (error) {
      return (error as { code: string }).code
    } finally {
      client.close()
    }
  }

  it('knows the client by its certificate', async () => {
    expect(await send({ ca: authority.cert, ...gam })).toBe('MSH')
    expect(peers[0]?.certificate).toMatchObject({ commonName: 'gam.example' })
  })

  it('refuses a client without certificate, or with that of another authority', async () => {
    expect(await send({ ca: authority.cert })).toMatch(/^MLLP\.(?:CLOSED|UNREACHABLE)$/)
    expect(await send({ ca: authority.cert, ...stranger })).toMatch(/^MLLP\.(?:CLOSED|UNREACHABLE)$/)
    expect(peers).toEqual([])
  })

  it('does not talk to a server that it does not trust', async () => {
    expect(await send({ ca: stranger.cert, ...gam })).toBe('MLLP.UNREACHABLE')
  })
})
