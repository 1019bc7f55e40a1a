import { type FactoryProvider } from '@nestjs/common'
import type { IppSystems } from '@anamnese/interop-fhir-fr'
import { CONFIG } from '@anamnese/platform-service'
import type { IdentityConfig } from '../identity.config'

export const IPP_SYSTEMS = Symbol('URIs of the authorities of IPPs')

/** The URIs that the hospital gave to authorities of IPPs; that of its own one comes from its OID root. */
export function ippSystems(
  config: Pick<IdentityConfig, 'FHIR_IPP_SYSTEMS' | 'IPP_AUTHORITY' | 'OID_ROOT'>,
): IppSystems {
  const own = config.IPP_AUTHORITY.split('&').slice(0, 2).join('&')
  return new Map([
    ...(config.OID_ROOT === undefined ? [] : [[own, `urn:oid:${config.OID_ROOT}.2`] as const]),
    ...config.FHIR_IPP_SYSTEMS.map((line) => {
      const at = line.indexOf('=')
      return [line.slice(0, at), line.slice(at + 1)] as const
    }),
  ])
}

export const ippSystemsProvider: FactoryProvider<IppSystems> = {
  provide: IPP_SYSTEMS,
  inject: [CONFIG],
  useFactory: ippSystems,
}
