import { generateKeyPairSync, randomBytes } from 'node:crypto'
import forge from 'node-forge'

/** PEM texts of a certificate and of its private key. */
export interface PemPair {
  key: string
  certificate: string
}

/** What a certificate is for: it decides its key usages. */
export type CertificateUse = 'client' | 'server' | 'sign'

export interface CertificateRequest {
  /** attributes of the subject in the order of the certificate, e.g. `[['C','FR'],['O','CH'],['OU','1220000020'],['CN','DMP']]` */
  subject: readonly (readonly [string, string])[]
  use: CertificateUse
  /** host names and IPv4 addresses of a server */
  hosts?: readonly string[]
  notBefore?: Date
  notAfter?: Date
}

/** An authority for tests: its certificate, and the certificates that it issues. Never for production. */
export interface TestAuthority {
  /** PEM of the authority's certificate */
  certificate: string
  issue(request: CertificateRequest): PemPair
  /** An authority below this one; its certificates need it as an intermediate. */
  subordinate(commonName: string): TestAuthority
}

const DAY = 86_400_000

/** Creates a root authority. */
export function createTestAuthority(commonName = 'AC TEST ANAMNESE'): TestAuthority {
  const keys = generateKeys()
  const subject = authorityName(commonName)
  const certificate = fill(keys, subject, subject, new Date(Date.now() - DAY), new Date(Date.now() + 365 * DAY))
  certificate.setExtensions(AUTHORITY_EXTENSIONS)
  certificate.sign(keys.privateKey, forge.md.sha256.create())
  return authority(keys, certificate)
}

type Keys = forge.pki.rsa.KeyPair

function authority(issuerKeys: Keys, issuer: forge.pki.Certificate): TestAuthority {
  const sign = (
    subject: forge.pki.CertificateField[],
    extensions: object[],
    from = new Date(Date.now() - DAY),
    to = new Date(Date.now() + 90 * DAY),
  ): { keys: Keys; certificate: forge.pki.Certificate } => {
    const keys = generateKeys()
    const certificate = fill(keys, subject, issuer.subject.attributes, from, to)
    certificate.setExtensions(extensions)
    certificate.sign(issuerKeys.privateKey, forge.md.sha256.create())
    return { keys, certificate }
  }
  return {
    certificate: forge.pki.certificateToPem(issuer),
    issue: ({ subject, use, hosts = [], notBefore, notAfter }) => {
      const fields = subject.map(([shortName, value]) => ({ shortName, value, valueTagClass: UTF8 }) as never)
      const issued = sign(fields, extensionsFor(use, hosts), notBefore, notAfter)
      return {
        key: forge.pki.privateKeyToPem(issued.keys.privateKey),
        certificate: forge.pki.certificateToPem(issued.certificate),
      }
    },
    subordinate: (commonName) => {
      const { keys, certificate } = sign(authorityName(commonName), AUTHORITY_EXTENSIONS)
      return authority(keys, certificate)
    },
  }
}

const UTF8 = forge.asn1.Type.UTF8
const AUTHORITY_EXTENSIONS = [
  { name: 'basicConstraints', cA: true, critical: true },
  { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
]

function authorityName(commonName: string): forge.pki.CertificateField[] {
  return [
    { shortName: 'C', value: 'FR' },
    { shortName: 'O', value: 'ANAMNESE TEST' },
    { shortName: 'CN', value: commonName },
  ]
}

function extensionsFor(use: CertificateUse, hosts: readonly string[]): object[] {
  const basic = { name: 'basicConstraints', cA: false }
  if (use === 'sign') return [basic, { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true }]
  const altNames = hosts.map((host) => (/^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host }))
  return [
    basic,
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', clientAuth: use === 'client', serverAuth: use === 'server' },
    ...(altNames.length === 0 ? [] : [{ name: 'subjectAltName', altNames }]),
  ]
}

function fill(
  keys: Keys,
  subject: forge.pki.CertificateField[],
  issuer: forge.pki.CertificateField[],
  from: Date,
  to: Date,
): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = keys.publicKey
  certificate.serialNumber = `00${randomBytes(12).toString('hex')}`
  certificate.validity.notBefore = from
  certificate.validity.notAfter = to
  certificate.setSubject(subject)
  certificate.setIssuer(issuer)
  return certificate
}

/** Keys come from Node, which is a hundred times faster at it than JavaScript. */
function generateKeys(): Keys {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  return { privateKey: forge.pki.privateKeyFromPem(privateKey), publicKey: forge.pki.publicKeyFromPem(publicKey) }
}
