import { generateKeyPairSync, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const RANDOM = {
  'blob-master-key': () => randomBytes(32).toString('base64'),
  'session-secret': () => randomBytes(32).toString('base64url'),
  'psc-client-secret': () => randomBytes(32).toString('base64url'),
  'api-client-secret': () => randomBytes(32).toString('base64url'),
  'annuaire-api-key': () => randomBytes(24).toString('base64url'),
  'mailbox-password': () => randomBytes(24).toString('base64url'),
}
const PRIVATE_KEY = 'internal-token-private-key'
const PUBLIC_KEY = 'internal-token-public-key'
export type SecretName = keyof typeof RANDOM | typeof PRIVATE_KEY | typeof PUBLIC_KEY

/** The installation's own secrets, one file each, made at the first start and never changed: the master key opens the documents. */
export class Secrets {
  constructor(private readonly folder: string) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    for (const [name, make] of Object.entries(RANDOM)) this.keep(name, make)
    if (!fs.existsSync(this.file(PRIVATE_KEY)) || !fs.existsSync(this.file(PUBLIC_KEY))) {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        publicKeyEncoding: { type: 'spki', format: 'pem' },
      })
      this.write(PUBLIC_KEY, publicKey)
      this.write(PRIVATE_KEY, privateKey)
    }
  }

  file(name: SecretName): string {
    return path.join(this.folder, name)
  }

  value(name: SecretName): string {
    return fs.readFileSync(this.file(name), 'utf8')
  }

  private keep(name: string, make: () => string): void {
    if (!fs.existsSync(path.join(this.folder, name))) this.write(name, make())
  }

  /** Complete or absent: half a key would lock the documents for ever. */
  private write(name: string, text: string): void {
    const file = path.join(this.folder, name)
    fs.writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true })
    fs.renameSync(`${file}.new`, file)
  }
}
