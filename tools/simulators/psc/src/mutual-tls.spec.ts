import { Provider, PSC_DEFAULTS, type PscSettings, refreshTokens } from '@anamnese/interop-psc'
import { createTestAuthority } from '@anamnese/interop-test-pki'
import { type PscSimulator, startPscSimulator } from './index'

const authority = createTestAuthority()
const server = authority.issue({ subject: [['CN', 'localhost']], use: 'server', hosts: ['localhost'] })
const client = authority.issue({ subject: [['CN', 'CH DE TEST']], use: 'client' })
let psc: PscSimulator

beforeAll(async () => {
  psc = await startPscSimulator({
    clients: [
      {
        clientId: 'dpi',
        clientSecret: 's'.repeat(40),
        redirectUris: ['https://dpi.example/cb'],
        postLogoutRedirectUris: [],
      },
    ],
    tls: { key: server.key, cert: server.certificate, clientCa: authority.certificate },
  })
})
afterAll(async () => {
  await psc.close()
})

function provider(tls: PscSettings['tls']): Provider {
  return new Provider({
    ...PSC_DEFAULTS,
    scopes: ['scope_all'],
    algorithms: ['RS256'],
    issuer: psc.issuer,
    discoveryUrl: psc.discoveryUrl,
    clientId: 'dpi',
    clientSecret: 's'.repeat(40),
    clientAuthentication: 'client_secret_post',
    callbackUrl: 'https://dpi.example/cb',
    postLogoutUrl: 'https://dpi.example/',
    ...(tls ? { tls } : {}),
  })
}

test('the token endpoint is reached with the certificate of the organisation', async () => {
  const withCertificate = provider({ ca: authority.certificate, cert: client.certificate, key: client.key })
  // The refusal is about the token, so the certificate passed.
  await expect(refreshTokens(withCertificate, 'x')).rejects.toMatchObject({
    code: 'SIGN_IN.PROVIDER',
    detail: expect.stringContaining('invalid_grant') as string,
  })
  withCertificate.close()
})

test('without a client certificate the token endpoint refuses', async () => {
  const without = provider({ ca: authority.certificate })
  await expect(refreshTokens(without, 'x')).rejects.toMatchObject({
    detail: expect.stringContaining('invalid_client') as string,
  })
  without.close()
})

test('a server whose certificate no known authority signed is not spoken to', async () => {
  const untrusting = provider(undefined)
  await expect(untrusting.metadata()).rejects.toMatchObject({ code: 'SIGN_IN.UNAVAILABLE' })
  untrusting.close()
})
