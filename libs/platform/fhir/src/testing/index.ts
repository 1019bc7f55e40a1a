export * from './hapi-fhir'
