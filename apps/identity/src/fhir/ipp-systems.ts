import { type FactoryProvider } from '@nestjs/common'
import { type IppSystems, ippSystemsOf } from '@anamnese/interop-fhir-fr'
import { CONFIG } from '@anamnese/platform-service'
import type { IdentityConfig } from '../identity.config'

export const IPP_SYSTEMS = Symbol('URIs of the authorities of IPPs')

export const ippSystemsProvider: FactoryProvider<IppSystems> = {
  provide: IPP_SYSTEMS,
  inject: [CONFIG],
  useFactory: ({ IPP_AUTHORITY, OID_ROOT, FHIR_IPP_SYSTEMS }: IdentityConfig) =>
    ippSystemsOf(IPP_AUTHORITY, OID_ROOT, FHIR_IPP_SYSTEMS),
}
