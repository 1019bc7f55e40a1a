// Writes docs/asyncapi.json (AsyncAPI 3.0) from the events and topics of libs/contracts. `--check` changes nothing and fails when
// the file is not what would be written. The contracts are compiled in memory: no build is needed first.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import esbuild from 'esbuild'
import prettier from 'prettier'

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const FILE = path.join(ROOT, 'docs', 'asyncapi.json')

const CLOUD_EVENT_HEADERS = {
  type: 'object',
  required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_time', 'content-type', 'correlationid'],
  properties: {
    ce_specversion: { const: '1.0' },
    ce_id: { type: 'string', description: 'unique; a consumer handles each id once' },
    ce_type: { type: 'string' },
    ce_source: { type: 'string', description: '/anamnese/<service>' },
    ce_time: { type: 'string', format: 'date-time' },
    ce_subject: { type: 'string', description: 'key of the record' },
    'content-type': { const: 'application/json' },
    correlationid: {
      type: 'string',
      description: 'what the fact belongs to, from the request or message that began it',
    },
    causationid: { type: 'string', description: 'id of the event that caused this one' },
    traceparent: { type: 'string', description: 'W3C trace context' },
  },
}

function contracts() {
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [path.join(ROOT, 'libs/contracts/src/index.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    conditions: ['@anamnese/source'],
    logLevel: 'error',
  })
  const compiled = { exports: {} }
  new Function('module', 'exports', 'require', outputFiles[0].text)(
    compiled,
    compiled.exports,
    createRequire(import.meta.url),
  )
  return compiled.exports
}

/** `fr.anamnese.identity.patient.changed.v1` → `identity.patient.changed.v1` */
const shortName = (event) => event.type.replace(/^fr\.anamnese\./, '')
const reference = (...parts) => ({ $ref: `#/${parts.map((part) => part.replaceAll('/', '~1')).join('/')}` })

function channelOf(topic, { partitions, retentionMs, cleanup }, events) {
  const deadLetter = topic.includes('.dead-letter.')
  return {
    address: topic,
    description: deadLetter
      ? 'What a consumer of this service could not handle: kept to be examined and replayed.'
      : 'Facts in the order of their commits, per key.',
    messages: Object.fromEntries(
      events.map((event) => [shortName(event), reference('components', 'messages', shortName(event))]),
    ),
    bindings: {
      kafka: {
        topic,
        partitions,
        topicConfiguration: { 'cleanup.policy': [cleanup], 'retention.ms': retentionMs },
        bindingVersion: '0.5.0',
      },
    },
  }
}

function messageOf(event) {
  return {
    name: event.type,
    title: event.title,
    contentType: 'application/json',
    headers: reference('components', 'schemas', 'CloudEvent'),
    payload: event.schema,
    examples: [{ name: 'example', payload: event.example }],
    bindings: { kafka: { key: { type: 'string' }, bindingVersion: '0.5.0' } },
  }
}

function operationOf(event) {
  return {
    action: 'send',
    title: event.title,
    channel: reference('channels', event.topic),
    messages: [reference('channels', event.topic, 'messages', shortName(event))],
  }
}

function describe({ EVENTS, TOPICS }) {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Anamnèse – événements',
      version: '1.0.0',
      description:
        'Every event of the product, as CloudEvents 1.0 in the binary mode of Kafka. A topic is the stream of one aggregate; the key keeps the events of a patient in order. Topics may carry a prefix (KAFKA_PREFIX).',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(
      Object.entries(TOPICS).map(([topic, declaration]) => [
        topic,
        channelOf(
          topic,
          declaration,
          EVENTS.filter((event) => event.topic === topic),
        ),
      ]),
    ),
    operations: Object.fromEntries(EVENTS.map((event) => [`send.${shortName(event)}`, operationOf(event)])),
    components: {
      messages: Object.fromEntries(EVENTS.map((event) => [shortName(event), messageOf(event)])),
      schemas: { CloudEvent: CLOUD_EVENT_HEADERS },
    },
  }
}

const style = await prettier.resolveConfig(FILE)
const text = await prettier.format(JSON.stringify(describe(contracts())), { ...style, parser: 'json' })
if (!process.argv.includes('--check')) {
  fs.mkdirSync(path.dirname(FILE), { recursive: true })
  fs.writeFileSync(FILE, text)
} else if (!fs.existsSync(FILE) || fs.readFileSync(FILE, 'utf8') !== text) {
  console.error('docs/asyncapi.json does not describe the events as they are: run "node tools/workspace/asyncapi.mjs".')
  process.exit(1)
}
