import { FhirController } from './fhir.controller'
import { ippSystemsProvider } from './ipp-systems'
import { PatientMatchService } from './patient-match.service'
import { PatientSearchService } from './patient-search.service'

/** The FHIR interface of the identity service, for its module. */
export const FHIR_CONTROLLERS = [FhirController]
export const FHIR_PROVIDERS = [ippSystemsProvider, PatientSearchService, PatientMatchService]
