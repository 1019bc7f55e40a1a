import { randomUUID, X509Certificate } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { createCrl, createIssuer, createLeaf, createRoot, LEAF_DAYS, privateKeyPem, type Issued } from './authority'
import { LEAVES, REVOKED } from './names'

/** Files of the demonstration authority; each leaf is `<name>.pem` (its certificate then the intermediate) and `<name>.key.pem`. */
export interface Pki {
  folder: string
  /** Root and intermediate, concatenated. */
  ca: string
  /** One list per authority: OpenSSL wants them all. */
  crls: string[]
  certificate(name: string): string
  key(name: string): string
}

const RENEW_DAYS = 30

function open(folder: string): Pki {
  return {
    folder,
    ca: path.join(folder, 'ca.pem'),
    crls: ['root.crl.pem', 'issuer.crl.pem'].map((file) => path.join(folder, file)),
    certificate: (name) => path.join(folder, `${name}.pem`),
    key: (name) => path.join(folder, `${name}.key.pem`),
  }
}

/** True while each certificate is there and good for another month. */
export function isUsable(folder: string): boolean {
  const limit = Date.now() + RENEW_DAYS * 86_400_000
  return LEAVES.every(({ name }) => {
    const file = path.join(folder, `${name}.pem`)
    return fs.existsSync(file) && Date.parse(new X509Certificate(fs.readFileSync(file)).validTo) > limit
  })
}

function pem(issued: Issued): string {
  return `${issued.certificate.toString('pem')}\n`
}

async function make(folder: string): Promise<void> {
  const write = (name: string, text: string, mode = 0o644): void => {
    fs.writeFileSync(path.join(folder, name), text, { mode })
  }
  const root = await createRoot()
  const issuer = await createIssuer(root)
  write('root.pem', pem(root))
  write('issuer.pem', pem(issuer))
  write('ca.pem', pem(issuer) + pem(root))
  const leaves = await Promise.all(
    LEAVES.map(async (request) => ({ request, issued: await createLeaf(issuer, request) })),
  )
  for (const { request, issued } of leaves) {
    write(`${request.name}.pem`, pem(issued) + pem(issuer))
    write(`${request.name}.key.pem`, await privateKeyPem(issued.keys), 0o600)
  }
  const revoked = leaves.filter(({ request }) => request.name === REVOKED)
  // As long as the leaves: the authorities' keys are not kept, so a new list means new certificates.
  write('root.crl.pem', await createCrl(root, [], LEAF_DAYS))
  write(
    'issuer.crl.pem',
    await createCrl(
      issuer,
      revoked.map(({ issued }) => issued.certificate.serialNumber),
      LEAF_DAYS,
    ),
  )
}

/** The demonstration authority below `folder`, made at the first start and renewed as a whole a month before it ends. */
export async function ensurePki(folder: string): Promise<Pki> {
  if (isUsable(folder)) return open(folder)
  const part = `${folder}.part-${randomUUID()}`
  fs.mkdirSync(part, { recursive: true, mode: 0o700 })
  try {
    await make(part)
    fs.rmSync(folder, { recursive: true, force: true })
    fs.renameSync(part, folder)
  } finally {
    fs.rmSync(part, { recursive: true, force: true })
  }
  return open(folder)
}
