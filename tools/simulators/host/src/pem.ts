import fs from 'node:fs'
import path from 'node:path'

/** The PEM texts that a simulator needs of the demonstration authority. */
export interface ServerPem {
  key: string
  cert: string
  ca: string
  crl: string[]
}

export function serverPem(folder: string, name: string): ServerPem {
  const text = (file: string): string => fs.readFileSync(path.join(folder, file), 'utf8')
  return {
    key: text(`${name}.key.pem`),
    cert: text(`${name}.pem`),
    ca: text('ca.pem'),
    crl: [text('root.crl.pem'), text('issuer.crl.pem')],
  }
}
