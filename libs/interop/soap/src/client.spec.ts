import { createServer, type Server } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTestAuthority } from '@anamnese/interop-test-pki'
import { SoapClient } from './client'
import { buildEnvelope } from './envelope'
import { buildFault } from './fault'
import { buildMtom } from './multipart'

const authority = createTestAuthority()
const serverPair = authority.issue({ subject: [['CN', 'dmp.test']], use: 'server', hosts: ['127.0.0.1', 'localhost'] })
const clientPair = authority.issue({ subject: [['CN', 'AUTH_CLI']], use: 'client' })
const ok = buildEnvelope({}, '<ok xmlns="urn:t"/>')
const envelope = buildEnvelope({ action: 'urn:a' }, '<q xmlns="urn:t"/>')

let server: Server
let answer: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void
let clients: SoapClient[] = []
const url = (): string => `https://localhost:${(server.address() as AddressInfo).port}/service`
const client = (options: ConstructorParameters<typeof SoapClient>[0] = {}): SoapClient => {
  const made = new SoapClient({ tls: { ...clientPair, authorities: [authority.certificate] }, ...options })
  clients.push(made)
  return made
}
const send = (response: ServerResponse, status: number, type: string, body: string | Buffer): void => {
  response.writeHead(status, { 'content-type': type }).end(body)
}

beforeAll(async () => {
  server = createServer(
    {
      key: serverPair.key,
      cert: serverPair.certificate,
      ca: authority.certificate,
      requestCert: true,
      rejectUnauthorized: true,
    },
    (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        answer(request, response, Buffer.concat(chunks))
      })
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  await Promise.all(clients.map((one) => one.close()))
  clients = []
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

describe('The SOAP client', () => {
  it('presents its certificate, sends the envelope with its action and reads the answer', async () => {
    let seen: unknown
    answer = (request, response, body) => {
      const socket = request.socket as unknown as {
        getPeerCertificate(): { subject: { CN: string } }
        getProtocol(): string
      }
      seen = [socket.getPeerCertificate().subject.CN, request.headers['content-type'], body.toString()]
      send(response, 200, 'application/soap+xml', ok)
    }
    const { envelope: read } = await client().call({ url: url(), action: 'urn:a', envelope })
    expect(read.content?.localName).toBe('ok')
    expect(seen).toEqual(['AUTH_CLI', 'application/soap+xml; charset=utf-8; action="urn:a"', envelope])
  })

  it('reads an MTOM answer', async () => {
    const mtom = buildMtom(ok, [{ contentId: 'd@x', contentType: 'text/xml', bytes: Buffer.from('<d/>') }])
    answer = (_, response) => {
      send(response, 200, mtom.contentType, mtom.body)
    }
    const message = await client().call({ url: url(), action: 'urn:a', envelope, attachments: [] })
    expect(message.parts.get('d@x')?.bytes.toString()).toBe('<d/>')
  })

  it('throws the fault of the service, even inside an MTOM answer of status 500', async () => {
    const mtom = buildMtom(buildEnvelope({}, buildFault({ code: 'Receiver', reason: 'Erreur interne' })), [])
    answer = (_, response) => {
      send(response, 500, mtom.contentType, mtom.body)
    }
    await expect(client().call({ url: url(), action: 'urn:a', envelope })).rejects.toMatchObject({
      name: 'SoapFault',
      faultCode: 'Receiver',
      message: 'Erreur interne',
    })
  })

  it('tells an error page from a fault', async () => {
    answer = (_, response) => {
      send(response, 503, 'text/html', '<html><br></html>')
    }
    await expect(client().call({ url: url(), action: 'urn:a', envelope })).rejects.toMatchObject({
      code: 'SOAP.HTTP_STATUS',
      delivered: 'unknown',
      details: { status: 503 },
    })
  })

  it('gives up after the time allowed, without knowing whether the request was carried out', async () => {
    answer = () => undefined
    await expect(client().call({ url: url(), action: 'urn:a', envelope, timeoutMs: 100 })).rejects.toMatchObject({
      code: 'SOAP.TIMEOUT',
      delivered: 'unknown',
    })
  })

  it('says that the outcome is unknown when the connection is cut', async () => {
    answer = (request) => {
      request.socket.destroy()
    }
    await expect(client().call({ url: url(), action: 'urn:a', envelope })).rejects.toMatchObject({
      code: 'SOAP.INTERRUPTED',
      delivered: 'unknown',
    })
  })

  it('says that nothing was sent when nobody listens', async () => {
    await expect(client().call({ url: 'https://127.0.0.1:1/', action: 'urn:a', envelope })).rejects.toMatchObject({
      code: 'SOAP.UNREACHABLE',
      delivered: 'no',
    })
  })

  it('refuses a server that its authorities do not know', async () => {
    const stranger = createTestAuthority('AUTRE')
    const lost = client({ tls: { ...clientPair, authorities: [stranger.certificate] } })
    await expect(lost.call({ url: url(), action: 'urn:a', envelope })).rejects.toMatchObject({ code: 'SOAP.TLS' })
  })

  it('stops reading an answer beyond its limit', async () => {
    answer = (_, response) => {
      send(response, 200, 'application/soap+xml', Buffer.alloc(100_000, 0x20))
    }
    await expect(
      client({ maxResponseBytes: 50_000 }).call({ url: url(), action: 'urn:a', envelope }),
    ).rejects.toMatchObject({ code: 'SOAP.TOO_LARGE' })
  })
})
