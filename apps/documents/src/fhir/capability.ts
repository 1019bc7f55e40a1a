import { type CapabilityStatementRestResource, DOCUMENT_SEARCH, resourceCapability } from '@anamnese/interop-fhir-fr'

/** What works on documents here, for the CapabilityStatement. */
export function documentCapabilities(): CapabilityStatementRestResource[] {
  return [
    resourceCapability({
      definition: DOCUMENT_SEARCH,
      interactions: ['read', 'search-type'],
      documentation:
        'Documents produits et reçus (MHD, ITI-67) : une version par ressource, un contenu par forme (PDF, CDA…).',
    }),
    resourceCapability({
      definition: { resource: 'Binary', parameters: [], sorts: [], summary: [], mandatory: [] },
      interactions: ['read'],
      documentation:
        'Contenu d’un document (ITI-68) dans son type, ou ressource Binary pour Accept: application/fhir+json.',
    }),
  ]
}
