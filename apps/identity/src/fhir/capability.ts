import {
  type CapabilityStatementRestResource,
  FR_CORE_PATIENT,
  FR_CORE_PATIENT_INS,
  PATIENT_SEARCH,
  resourceCapability,
} from '@anamnese/interop-fhir-fr'

/** What works on patients here, for the CapabilityStatement. */
export function patientCapability(): CapabilityStatementRestResource {
  return resourceCapability({
    definition: PATIENT_SEARCH,
    interactions: ['read', 'search-type'],
    supportedProfiles: [FR_CORE_PATIENT, FR_CORE_PATIENT_INS],
    operations: [
      {
        name: 'match',
        definition: 'http://hl7.org/fhir/OperationDefinition/Patient-match',
        documentation:
          'certain : même IPP ou même INS ; probable et possible : score des traits, à confirmer par une personne.',
      },
    ],
    documentation:
      'Le matricule INS n’est donné que pour une identité qualifiée. Un dossier fusionné est inactif et renvoie au dossier conservé.',
  })
}
