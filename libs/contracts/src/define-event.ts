import type { Static, TSchema } from '@sinclair/typebox'
import type { TopicName } from './topics'

/** What every service knows of one kind of event: its CloudEvents type, its topic, the JSON Schema of its data, an example. */
export interface EventDefinition<S extends TSchema = TSchema> {
  /** CloudEvents `type`: `fr.anamnese.<service>.<aggregate>.<fact>.v<major>` */
  type: string
  topic: TopicName
  title: string
  schema: S
  example: Static<S>
}

/** The data of an event. */
export type DataOf<D extends EventDefinition> = Static<D['schema']>

/** Declares an event type; the example is checked against the schema in the tests of this library. */
export function defineEvent<S extends TSchema>(definition: EventDefinition<S>): EventDefinition<S> {
  return definition
}
