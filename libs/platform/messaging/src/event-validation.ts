import Ajv, { type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { type EventDefinition, EVENTS } from '@anamnese/contracts'

const ajv = addFormats(new Ajv({ allErrors: false, strict: true }))
const validators = new Map<string, ValidateFunction>()
const definitions = new Map(EVENTS.map((definition) => [definition.type, definition]))

/** The data of an event does not obey its schema. `message` names the place, never the value. */
export class EventSchemaError extends Error {
  readonly code = 'EVENT.SCHEMA'
}

/** @throws EventSchemaError */
export function assertEventData(type: string, data: unknown): EventDefinition {
  const definition = definitions.get(type)
  if (definition === undefined) throw new EventSchemaError(`unknown event type ${type}`)
  let validate = validators.get(type)
  if (validate === undefined) {
    validate = ajv.compile(definition.schema)
    validators.set(type, validate)
  }
  if (!validate(data)) {
    const first = validate.errors?.[0]
    throw new EventSchemaError(`${type}${first?.instancePath ?? ''} ${first?.message ?? 'is invalid'}`)
  }
  return definition
}
