import type { Permission } from '@anamnese/contracts'

/** What we use of an OpenAPI 3 document. */
export interface OpenApiDocument {
  openapi: string
  info: { title: string; version: string; description?: string }
  paths: Record<string, Record<string, OpenApiOperation>>
  components?: { schemas?: Record<string, unknown>; [section: string]: unknown }
  [property: string]: unknown
}
export interface OpenApiOperation {
  summary?: string
  description?: string
  operationId?: string
  tags?: string[]
  [property: string]: unknown
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'patch', 'head', 'options'])

/** Two services may name different shapes alike: each service's shapes get its name in front. */
function renameSchemas(value: unknown, service: string): unknown {
  if (Array.isArray(value)) return value.map((item) => renameSchemas(item, service))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name === '$ref' && typeof item === 'string'
        ? item.replace('#/components/schemas/', `#/components/schemas/${service}.`)
        : renameSchemas(item, service),
    ]),
  )
}

/** The address of a service's route in the public API; undefined for what is not public. */
function publicPath(service: string, path: string): string | undefined {
  if (path.startsWith('/internal') || path.startsWith('/health')) return undefined
  const deadLetters = /^\/dead-letters(\/.*)?$/.exec(path)
  if (deadLetters) return `/api/dead-letters/${service}${deadLetters[1] ?? ''}`
  return service === 'gateway' || path.startsWith('/fhir/') ? path : `/api${path}`
}

function operation(service: string, given: OpenApiOperation): OpenApiOperation {
  return {
    ...(renameSchemas(given, service) as OpenApiOperation),
    tags: given.tags ?? [service],
    ...(given.operationId === undefined ? {} : { operationId: `${service}.${given.operationId}` }),
    ...(service === 'gateway' ? {} : { security: [{ oauth2: [] }, { session: [] }] }),
  }
}

/** The description of the whole public API, from those of the services. */
export function mergeOpenApi(
  documents: readonly { service: string; document: OpenApiDocument }[],
  publicUrl: string,
): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {}
  const schemas: Record<string, unknown> = {}
  for (const { service, document } of documents) {
    for (const [path, item] of Object.entries(document.paths)) {
      const address = publicPath(service, path)
      if (address === undefined) continue
      const operations = Object.entries(item).filter(([method]) => METHODS.has(method))
      const described = operations.map(([method, given]) => [method, operation(service, given)] as const)
      paths[address] = { ...paths[address], ...Object.fromEntries(described) }
    }
    for (const [name, schema] of Object.entries(document.components?.schemas ?? {}))
      schemas[`${service}.${name}`] = renameSchemas(schema, service)
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Anamnèse', version: '1', description: 'API publique du dossier patient Anamnèse.' },
    servers: [{ url: publicUrl }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => a.localeCompare(b))),
    components: { schemas, securitySchemes: securitySchemes(publicUrl) },
  }
}

/** The permissions of the product, in words. */
const SCOPES: Record<Permission, string> = {
  'patient.read': 'Lire les identités et les séjours',
  'identity.write': 'Qualifier les identités',
  'identity.strict': 'Modifier les traits stricts d’une identité connue',
  'identity.merge': 'Fusionner et séparer des dossiers',
  'document.read': 'Lire les documents',
  'document.write': 'Préparer les documents',
  'document.validate': 'Valider les documents',
  'exchange.manage': 'Suivre et reprendre les envois',
  'consent.write': 'Recueillir l’information et les choix des patients',
  'indicator.read': 'Lire les indicateurs',
  'audit.read': 'Lire les traces',
  'directory.manage': 'Gérer les comptes',
  admin: 'Administrer le système',
}

function securitySchemes(publicUrl: string): object {
  return {
    oauth2: {
      type: 'oauth2',
      flows: { clientCredentials: { tokenUrl: `${publicUrl}/oauth/token`, scopes: SCOPES } },
    },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: 'anamnese_session',
      description: 'Session d’une personne ; en-tête X-CSRF-Token sur les requêtes qui modifient.',
    },
  }
}
