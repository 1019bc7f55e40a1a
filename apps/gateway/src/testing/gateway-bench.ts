import { generateKeyPairSync } from 'node:crypto'
import fs from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { TestBench } from '@anamnese/platform-testing'
import { definition } from '../definition'
import { Browser } from './browser'
import { type FakeServices, startFakeServices } from './fake-services'
import { type PscProcess, startPsc } from './psc-process'

export interface GatewayBench {
  bench: TestBench
  url: string
  psc: PscProcess
  services: FakeServices
  browser(): Browser
  close(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The real gateway on real servers, with Pro Santé Connect's simulator and services that verify what they are told. */
export async function startGatewayBench(environment: Record<string, string> = {}): Promise<GatewayBench> {
  const keys = generateKeyPairSync('ed25519')
  const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const port = await freePort()
  const url = `http://localhost:${port}`
  const webRoot = await fs.mkdtemp(path.join(os.tmpdir(), 'web-'))
  await fs.mkdir(path.join(webRoot, 'assets'))
  await fs.writeFile(path.join(webRoot, 'index.html'), '<!doctype html><title>Anamnèse</title>')
  await fs.writeFile(path.join(webRoot, 'assets', 'main-1.js'), 'export {}')
  const services = await startFakeServices(publicKey)
  const psc = await startPsc({
    clientId: 'dpi',
    clientSecret: 'secret-of-the-gateway-in-this-test',
    redirectUris: [`${url}/auth/psc/callback`],
    postLogoutRedirectUris: [`${url}/au-revoir`],
    backchannelLogoutUri: `${url}/auth/psc/backchannel-logout`,
  })
  const bench = await TestBench.create([
    'dpi.audit.trail.v1',
    'dpi.identity.patient.v1',
    'dpi.care.stay.v1',
    'dpi.consent.choices.v1',
    'dpi.documents.document.v1',
    'dpi.dmp.order.v1',
    'dpi.mssante.order.v1',
    'dpi.gateway.dead-letter.v1',
  ])
  const names = ['IDENTITY', 'CARE', 'DOCUMENTS', 'DMP', 'MSSANTE', 'CONSENT', 'DIRECTORY', 'INDICATORS', 'AUDIT']
  await bench.start(definition, {
    HTTP_PORT: String(port),
    PUBLIC_URL: url,
    INTERNAL_TOKEN_PUBLIC_KEY: publicKey,
    INTERNAL_TOKEN_PRIVATE_KEY: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    SESSION_SECRET: 'a secret for the sessions of this test',
    PSC_DISCOVERY_URL: psc.discoveryUrl,
    PSC_CLIENT_ID: 'dpi',
    PSC_CLIENT_SECRET: 'secret-of-the-gateway-in-this-test',
    WEB_ROOT: webRoot,
    SERVICE_TIMEOUT_MS: '1500',
    ...Object.fromEntries(names.map((name) => [`${name}_URL`, services.url])),
    ...environment,
  })
  return {
    bench,
    url,
    psc,
    services,
    browser: () => new Browser(url),
    close: async () => {
      await bench.close()
      await Promise.all([psc.close(), services.close(), fs.rm(webRoot, { recursive: true })])
    },
  }
}
