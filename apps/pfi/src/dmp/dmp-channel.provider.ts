import { SoapClient } from '@anamnese/interop-soap'
import { canonicalise, readSigningKey } from '@anamnese/interop-xmldsig'
import type { PfiConfig } from '../pfi.config'
import { DmpChannel } from './dmp-channel'

/** The channel to the DMP; undefined when it is not configured. A half configuration stops the service. */
export function dmpChannel(config: PfiConfig): DmpChannel | undefined {
  const { DMP_REPOSITORY_URL: repositoryUrl } = config
  if (repositoryUrl === undefined) return undefined
  const tls = {
    key: needed(config, 'DMP_KEY'),
    certificate: needed(config, 'DMP_CERT'),
    ...(config.DMP_CA === undefined ? {} : { authorities: [config.DMP_CA] }),
  }
  const soap = new SoapClient({
    tls,
    timeoutMs: config.DMP_TIMEOUT_SECONDS * 1000,
    connections: config.CONCURRENCY,
    maxResponseBytes: 4_000_000,
  })
  // The XML library takes time to load: now, rather than when the first document waits.
  void canonicalise('<warm-up/>')
  return new DmpChannel(soap, {
    repositoryUrl,
    registryUrl: config.DMP_REGISTRY_URL ?? repositoryUrl.replace(/\/repository$/, '/registry'),
    seal: readSigningKey({ key: needed(config, 'SIGN_KEY'), certificate: needed(config, 'SIGN_CERT') }),
    own: { idNat: config.STRUCTURE_ID_NAT, name: config.STRUCTURE_NAME, software: config.LPS_NAME },
    sourceId: config.OID_ROOT,
    sector: config.SECTOR,
    software: {
      name: config.LPS_NAME,
      version: config.LPS_VERSION,
      approval: needed(config, 'LPS_ID_HOMOLOGATION_DMP'),
    },
    dialect: { version: config.VIHF_VERSION },
    contextClass: config.AUTHN_CONTEXT_CLASS,
    ...(config.SECRET_CONNECTION_VALUE === undefined ? {} : { secretConnection: config.SECRET_CONNECTION_VALUE }),
  })
}

function needed<K extends keyof PfiConfig>(config: PfiConfig, name: K): NonNullable<PfiConfig[K]> {
  const value = config[name]
  if (value === undefined) throw new Error(`${name} : nécessaire pour envoyer au DMP`)
  return value
}
