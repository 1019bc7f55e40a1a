/**
 * Every topic of the product, declared in one place. The launcher and the Kubernetes job create them from this list.
 * Streams of facts are kept for ever (a projection is rebuilt from offset 0); dead letters are kept 90 days.
 */
export interface TopicDeclaration {
  partitions: number
  /** milliseconds, -1 = kept for ever */
  retentionMs: number
  /** `delete` keeps the whole history; `compact` keeps the last record of each key */
  cleanup: 'delete' | 'compact'
}

const stream: TopicDeclaration = { partitions: 6, retentionMs: -1, cleanup: 'delete' }
const deadLetters: TopicDeclaration = { partitions: 1, retentionMs: 90 * 24 * 3600 * 1000, cleanup: 'delete' }

export const TOPICS = {
  'dpi.identity.patient.v1': stream,
  'dpi.identity.movement.v1': stream,
  'dpi.identity.consent.v1': stream,
  'dpi.care.stay.v1': stream,
  'dpi.consent.choices.v1': stream,
  'dpi.directory.correspondent.v1': stream,
  'dpi.documents.document.v1': stream,
  'dpi.dmp.document.v1': stream,
  'dpi.dmp.order.v1': stream,
  'dpi.dmp.acknowledgement.v1': stream,
  'dpi.mssante.document.v1': stream,
  'dpi.mssante.order.v1': stream,
  'dpi.mssante.acknowledgement.v1': stream,
  'dpi.audit.trail.v1': stream,
  'dpi.identity.dead-letter.v1': deadLetters,
  'dpi.care.dead-letter.v1': deadLetters,
  'dpi.documents.dead-letter.v1': deadLetters,
  'dpi.dmp.dead-letter.v1': deadLetters,
  'dpi.mssante.dead-letter.v1': deadLetters,
  'dpi.consent.dead-letter.v1': deadLetters,
  'dpi.directory.dead-letter.v1': deadLetters,
  'dpi.indicators.dead-letter.v1': deadLetters,
  'dpi.audit.dead-letter.v1': deadLetters,
  'dpi.gateway.dead-letter.v1': deadLetters,
} as const satisfies Record<string, TopicDeclaration>

export type TopicName = keyof typeof TOPICS

/** The services that own events and a database. `pfi` is a component beside them and has no topic. */
export type ServiceName =
  | 'gateway'
  | 'identity'
  | 'care'
  | 'documents'
  | 'dmp'
  | 'mssante'
  | 'consent'
  | 'directory'
  | 'indicators'
  | 'audit'
  | 'pfi'
