import forge from 'node-forge'

export interface Pem {
  key: string
  cert: string
}

/** A certificate of the invented authority `issuer`, or of itself. */
export function certificate(commonName: string, unit: string, issuer?: Pem): Pem {
  const keys = forge.pki.rsa.generateKeyPair(2048)
  const made = forge.pki.createCertificate()
  made.publicKey = keys.publicKey
  made.serialNumber = `0${String(Math.floor(Math.random() * 1e9))}`
  made.validity.notBefore = new Date(Date.now() - 60_000)
  made.validity.notAfter = new Date(Date.now() + 3_600_000)
  const subject = [
    { name: 'commonName', value: commonName },
    { name: 'organizationalUnitName', value: unit },
  ]
  made.setSubject(subject)
  made.setIssuer(issuer ? forge.pki.certificateFromPem(issuer.cert).subject.attributes : subject)
  made.setExtensions([
    { name: 'basicConstraints', cA: !issuer },
    { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
  ])
  made.sign(issuer ? forge.pki.privateKeyFromPem(issuer.key) : keys.privateKey, forge.md.sha256.create())
  return { key: forge.pki.privateKeyToPem(keys.privateKey), cert: forge.pki.certificateToPem(made) }
}
