import { applyDecorators, UseFilters, UseGuards } from '@nestjs/common'
import { ApiProduces, ApiTags } from '@nestjs/swagger'
import { FHIR_JSON } from '@anamnese/interop-fhir-fr'
import { FhirFilter } from './fhir.filter'
import { NegotiationGuard } from './negotiation.guard'

/** Path of the FHIR interface in each service, the same as in public. */
export const FHIR_PATH = 'fhir/R4'

/** A controller whose routes answer in FHIR JSON, its errors included. */
export const FhirApi = (): ClassDecorator =>
  applyDecorators(UseFilters(FhirFilter), UseGuards(NegotiationGuard), ApiTags('FHIR R4'), ApiProduces(FHIR_JSON))

/** A controller whose errors alone are FHIR: what it answers may be of any type. */
export const FhirErrors = (): ClassDecorator => applyDecorators(UseFilters(FhirFilter), ApiTags('FHIR R4'))
