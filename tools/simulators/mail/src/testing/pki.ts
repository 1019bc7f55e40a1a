import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
}

export interface Identity {
  cert: string
  key: string
}

/** A throw-away certification authority for tests that need revocation lists: one root, leaf certificates, a CRL. */
export class TestPki {
  private constructor(
    private readonly keys: webcrypto.CryptoKeyPair,
    private readonly root: x509.X509Certificate,
  ) {}

  static async create(name = 'AC de test'): Promise<TestPki> {
    x509.cryptoProvider.set(webcrypto)
    const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
    const root = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: '01',
      name: `CN=${name}`,
      notBefore: new Date(Date.now() - 60_000),
      notAfter: new Date(Date.now() + 86_400_000),
      signingAlgorithm: ALGORITHM,
      keys: keys as never,
      extensions: [
        new x509.BasicConstraintsExtension(true, 1, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    })
    return new TestPki(keys, root)
  }

  get ca(): string {
    return this.root.toString('pem')
  }

  async issue(commonName: string, serialNumber: string): Promise<Identity> {
    const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
    const cert = await x509.X509CertificateGenerator.create({
      serialNumber,
      subject: `CN=${commonName}`,
      issuer: this.root.subject,
      notBefore: new Date(Date.now() - 60_000),
      notAfter: new Date(Date.now() + 86_400_000),
      signingAlgorithm: ALGORITHM,
      publicKey: keys.publicKey as never,
      signingKey: this.keys.privateKey as never,
      extensions: [
        new x509.SubjectAlternativeNameExtension([
          { type: 'dns', value: commonName },
          { type: 'ip', value: '127.0.0.1' },
        ]),
      ],
    })
    const der = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)
    return { cert: cert.toString('pem'), key: x509.PemConverter.encode(der, 'PRIVATE KEY') }
  }

  /** A revocation list naming these serial numbers, PEM. */
  async crl(revoked: readonly string[]): Promise<string> {
    const list = await x509.X509CrlGenerator.create({
      issuer: this.root.subject,
      thisUpdate: new Date(Date.now() - 60_000),
      nextUpdate: new Date(Date.now() + 3_600_000),
      signingAlgorithm: ALGORITHM,
      signingKey: this.keys.privateKey as never,
      entries: revoked.map((serialNumber) => ({ serialNumber, revocationDate: new Date(Date.now() - 30_000) })),
    })
    return x509.PemConverter.encode(list.rawData, 'X509 CRL')
  }
}
