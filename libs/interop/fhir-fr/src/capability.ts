import type { SearchDefinition } from './search/definition'
import type { CapabilityStatement, CapabilityStatementRestResource } from './types'

export interface ResourceCapability {
  definition: SearchDefinition
  interactions: readonly ('read' | 'search-type')[]
  /** parameters that are common to all types and work here */
  common?: readonly { name: string; type: 'token' | 'date'; documentation: string }[]
  supportedProfiles?: readonly string[]
  operations?: readonly { name: string; definition: string; documentation?: string }[]
  documentation?: string
}

/** What a service can do with a type of resource. */
export function resourceCapability(capability: ResourceCapability): CapabilityStatementRestResource {
  const { definition, interactions, supportedProfiles, operations, documentation } = capability
  const parameters = definition.parameters.map(({ name, type, documentation: text, definition: canonical }) => ({
    name,
    type,
    documentation: text,
    ...(canonical === undefined ? {} : { definition: canonical }),
  }))
  return {
    type: definition.resource as CapabilityStatementRestResource['type'],
    ...(supportedProfiles === undefined ? {} : { supportedProfile: [...supportedProfiles] }),
    ...(documentation === undefined ? {} : { documentation }),
    interaction: interactions.map((code) => ({ code })),
    versioning: 'versioned',
    readHistory: false,
    updateCreate: false,
    conditionalCreate: false,
    conditionalRead: 'full-support',
    conditionalUpdate: false,
    conditionalDelete: 'not-supported',
    ...(parameters.length === 0 ? {} : { searchParam: parameters }),
    ...(operations === undefined
      ? {}
      : {
          operation: operations.map(({ name, definition: canonical, documentation: text }) => ({
            name,
            definition: canonical,
            ...(text === undefined ? {} : { documentation: text }),
          })),
        }),
  }
}

export interface ServerDescription {
  /** address of the FHIR server, without a slash at its end */
  base: string
  version: string
  /** when this description was made, RFC 3339 */
  date: string
  /** OAuth2 token endpoint */
  tokenUrl?: string
}

/** The description of the whole server, from what each of its parts can do now. */
export function capabilityStatement(
  { base, version, date, tokenUrl }: ServerDescription,
  resources: readonly CapabilityStatementRestResource[],
): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date,
    publisher: 'Anamnèse',
    kind: 'instance',
    software: { name: 'Anamnèse', version },
    implementation: { description: 'Dossier patient informatisé Anamnèse, FHIR R4', url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        documentation:
          'Lecture et recherche. Un paramètre inconnu est refusé, sauf « Prefer: handling=lenient ». Les pages se suivent par le lien « next ».',
        security: securityOf(tokenUrl),
        resource: [...resources].sort((a, b) => a.type.localeCompare(b.type)),
      },
    ],
  }
}

function securityOf(
  tokenUrl: string | undefined,
): NonNullable<CapabilityStatement['rest']>[number]['security'] & object {
  const system = 'http://terminology.hl7.org/CodeSystem/restful-security-service'
  return {
    service: [{ coding: [{ system, code: 'OAuth', display: 'OAuth' }], text: 'OAuth2, client_credentials' }],
    description: `Le jeton${tokenUrl === undefined ? '' : `, obtenu par POST ${tokenUrl},`} s’envoie dans Authorization: Bearer.`,
  }
}
