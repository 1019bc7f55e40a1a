import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { EVENTS, TOPICS } from './index'

const ajv = addFormats(new Ajv({ allErrors: true, strict: true }))

describe('event contracts', () => {
  it.each(EVENTS.map((event) => [event.type, event] as const))('%s: the example obeys the schema', (_type, event) => {
    const validate = ajv.compile(event.schema)
    validate(event.example)
    expect(validate.errors ?? []).toEqual([])
  })

  it.each(EVENTS.map((event) => [event.type, event] as const))(
    '%s: refuses an unknown property, so that a misspelling is seen',
    (_type, event) => {
      expect(ajv.validate(event.schema, { ...(event.example as object), misspelt: 1 })).toBe(false)
    },
  )

  it('each type is declared once and its topic exists', () => {
    expect(new Set(EVENTS.map((event) => event.type)).size).toBe(EVENTS.length)
    for (const event of EVENTS) expect(Object.keys(TOPICS)).toContain(event.topic)
  })
})
