import 'reflect-metadata'
import { randomBytes, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { ISSUER_NAME, ROOT_NAME, type LeafRequest } from './names'

const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
}
const DAY_MS = 86_400_000
export const LEAF_DAYS = 365

type KeyPair = webcrypto.CryptoKeyPair
x509.cryptoProvider.set(webcrypto)

export interface Issued {
  certificate: x509.X509Certificate
  keys: KeyPair
}

function newKeys(): Promise<KeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
}

/** Positive and 16 bytes at most, as RFC 5280 asks. */
function serialNumber(): string {
  const bytes = randomBytes(16)
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f)
  return bytes.toString('hex')
}

function period(days: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now()
  return { notBefore: new Date(now - 5 * 60_000), notAfter: new Date(now + days * DAY_MS) }
}

const CA_USAGE = (x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign) as x509.KeyUsageFlags

export async function createRoot(): Promise<Issued> {
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: ROOT_NAME,
    ...period(3650),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(CA_USAGE, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate, keys }
}

async function issue(issuer: Issued, subject: string, days: number, extensions: x509.Extension[]): Promise<Issued> {
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject,
    issuer: issuer.certificate.subject,
    ...period(days),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    extensions: [
      ...extensions,
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.certificate.publicKey),
    ],
  })
  return { certificate, keys }
}

export function createIssuer(root: Issued): Promise<Issued> {
  return issue(root, ISSUER_NAME, 3000, [
    new x509.BasicConstraintsExtension(true, 0, true),
    new x509.KeyUsagesExtension(CA_USAGE, true),
  ])
}

export function createLeaf(issuer: Issued, { name, subject, use }: LeafRequest): Promise<Issued> {
  const { digitalSignature, keyEncipherment, nonRepudiation } = x509.KeyUsageFlags
  const usage = (digitalSignature | (use === 'sign' ? nonRepudiation : keyEncipherment)) as x509.KeyUsageFlags
  const purposes = {
    server: x509.ExtendedKeyUsage.serverAuth,
    client: x509.ExtendedKeyUsage.clientAuth,
    sign: undefined,
  }
  const purpose = purposes[use]
  const host = name.replace(/-server$/, '.localhost')
  return issue(issuer, subject, LEAF_DAYS, [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(usage, true),
    ...(purpose === undefined ? [] : [new x509.ExtendedKeyUsageExtension([purpose])]),
    ...(use === 'server'
      ? [
          new x509.SubjectAlternativeNameExtension([
            { type: 'dns', value: 'localhost' },
            { type: 'dns', value: host },
            { type: 'ip', value: '127.0.0.1' },
          ]),
        ]
      : []),
  ])
}

/** The authority's revocation list, good for `days`. */
export async function createCrl(authority: Issued, revoked: string[], days: number): Promise<string> {
  const now = new Date()
  const crl = await x509.X509CrlGenerator.create({
    issuer: authority.certificate.subject,
    thisUpdate: new Date(now.getTime() - 5 * 60_000),
    nextUpdate: new Date(now.getTime() + days * DAY_MS),
    entries: revoked.map((number) => ({
      serialNumber: number,
      revocationDate: now,
      reason: x509.X509CrlReason.cessationOfOperation,
    })),
    signingAlgorithm: ALGORITHM,
    signingKey: authority.keys.privateKey,
  })
  return `${x509.PemConverter.encode(crl.rawData, 'X509 CRL')}\n`
}

export async function privateKeyPem(keys: KeyPair): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)
  return `${x509.PemConverter.encode(der, 'PRIVATE KEY')}\n`
}
