import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import forge from 'node-forge'
import { freePort, JavaPeer, type JavaProcess } from '@anamnese/interop-test-java'
import type { Pem } from './certificate'

/** HAPI and its structures of HL7 2.5. */
export const HAPI = new JavaPeer({
  name: 'HAPI',
  folder: 'hapi/jars-2.5.1-v25',
  dependencies: ['ca.uhn.hapi:hapi-base:2.5.1', 'ca.uhn.hapi:hapi-structures-v25:2.5.1', 'org.slf4j:slf4j-nop:2.0.9'],
})

const MAIN = path.resolve(__dirname, '../../test/HapiPam.java')
const PASSWORD = 'essai-hapi'

export interface HapiLink {
  mode: 'original' | 'enhanced'
  /** its certificate, and the authority of the others */
  tls?: { own: Pem; authority: Pem }
}

/** Lines that HAPI printed of the acknowledgements to identities of these IPPs. An IPP that begins with X has no reliability code. */
export async function sendWithHapi(
  port: number,
  link: HapiLink & { charset: string },
  ipps: string[],
): Promise<string[]> {
  return withStores(link.tls, (properties) =>
    HAPI.run(MAIN, ['send', String(port), link.mode, link.charset, link.tls ? 'tls' : 'tcp', ...ipps], { properties }),
  )
}

/** HAPI listening, and the lines that it printed of what it received. */
export async function receiveWithHapi(link: HapiLink): Promise<JavaProcess & { port: number }> {
  const port = await freePort()
  const args = ['receive', String(port), link.mode, link.tls ? 'tls' : 'tcp']
  return withStores(link.tls, async (properties) => ({ ...(await HAPI.start(MAIN, args, { properties })), port }))
}

/** Java reads its keys and authorities in stores. */
async function withStores<T>(
  tls: HapiLink['tls'],
  work: (properties: Record<string, string>) => Promise<T>,
): Promise<T> {
  if (!tls) return work({})
  const folder = mkdtempSync(path.join(tmpdir(), 'hapi-stores-'))
  const [keys, trust] = [path.join(folder, 'keys.p12'), path.join(folder, 'trust.p12')]
  writeFileSync(keys, store(tls.own.key, [tls.own.cert, tls.authority.cert]))
  const pem = path.join(folder, 'authority.pem')
  writeFileSync(pem, tls.authority.cert)
  const imported = [
    '-importcert',
    '-noprompt',
    '-alias',
    'ca',
    '-file',
    pem,
    '-keystore',
    trust,
    '-storepass',
    PASSWORD,
  ]
  const { status, stdout } = spawnSync('keytool', imported, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`keytool: ${stdout}`)
  try {
    const properties = {
      'javax.net.ssl.keyStore': keys,
      'javax.net.ssl.keyStorePassword': PASSWORD,
      'javax.net.ssl.keyStoreType': 'PKCS12',
      'javax.net.ssl.trustStore': trust,
      'javax.net.ssl.trustStorePassword': PASSWORD,
    }
    return await work(properties)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function store(key: string, chain: string[]): Buffer {
  const certificates = chain.map((pem) => forge.pki.certificateFromPem(pem))
  const asn1 = forge.pkcs12.toPkcs12Asn1(forge.pki.privateKeyFromPem(key), certificates, PASSWORD, {
    algorithm: '3des',
    friendlyName: 'hapi',
  })
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1')
}
