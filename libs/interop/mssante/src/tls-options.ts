import type { ConnectionOptions } from 'node:tls'

/** Suites of TLS 1.2 that the trusted space accepts (CONF.03). */
export const TLS12_CIPHERS = [
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES256-SHA384',
  'ECDHE-RSA-AES128-SHA256',
  'DHE-RSA-AES256-GCM-SHA384',
  'DHE-RSA-AES128-GCM-SHA256',
] as const

/** TLS 1.3 stays allowed (CONF.02). */
const TLS13_CIPHERS = ['TLS_AES_256_GCM_SHA384', 'TLS_AES_128_GCM_SHA256', 'TLS_CHACHA20_POLY1305_SHA256'] as const

export interface MssTlsMaterial {
  /** PEM of the trust anchors: root and intermediate of IGC Santé */
  ca: readonly string[]
  /**
   * PEM of the revocation lists, one element per list. OpenSSL checks the whole chain, so that each authority needs its own list;
   * concatenated in one text only the first would be read. Empty: revocation is not checked.
   */
  crl?: readonly string[]
  /** ORG AUTH_CLI certificate (leaf and intermediates) and key, for a software mailbox */
  cert?: string
  key?: string
  /** name in the server's certificate when it is not the host */
  servername?: string
}

/** TLS settings of a connection to an MSSanté operator (§1.1): never below 1.2, verified, weak groups refused. */
export function mssTlsOptions(material: MssTlsMaterial): ConnectionOptions {
  return {
    minVersion: 'TLSv1.2',
    minDHSize: 2048,
    rejectUnauthorized: true,
    ciphers: [...TLS13_CIPHERS, ...TLS12_CIPHERS].join(':'),
    ca: [...material.ca],
    ...(material.crl && material.crl.length > 0 ? { crl: [...material.crl] } : {}),
    ...(material.cert === undefined ? {} : { cert: material.cert }),
    ...(material.key === undefined ? {} : { key: material.key }),
    ...(material.servername === undefined ? {} : { servername: material.servername }),
  }
}
