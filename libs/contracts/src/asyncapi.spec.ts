import fs from 'node:fs'
import path from 'node:path'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { EVENTS, TOPICS } from './index'

const ROOT = path.resolve(__dirname, '../../..')
const read = (file: string): unknown => JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8'))

describe('docs/asyncapi.json', () => {
  const document = read('docs/asyncapi.json') as {
    channels: Record<string, { messages: Record<string, unknown> }>
    operations: Record<string, unknown>
  }

  it('is a valid AsyncAPI 3.0 document', () => {
    const schema = read('node_modules/@asyncapi/specs/schemas/3.0.0-without-$id.json') as object
    const validate = addFormats(new Ajv({ strict: false, allErrors: true, validateFormats: true })).compile(schema)
    validate(document)
    expect((validate.errors ?? []).slice(0, 5)).toEqual([])
    expect(validate({ ...document, channels: { broken: { address: 1 } } })).toBe(false)
  })

  it('names every topic and every event', () => {
    expect(Object.keys(document.channels)).toEqual(Object.keys(TOPICS))
    expect(Object.keys(document.operations)).toHaveLength(EVENTS.length)
  })
})
